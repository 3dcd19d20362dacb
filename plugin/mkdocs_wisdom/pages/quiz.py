"""The quiz, in which readers guess which of two sentences the author wrote.

The page fetches the pairs from a file. ``browser/quiz.js`` plays the game and keeps the score. The
feed's first page has one pair, another one each day, which ``browser/daily-pair.js`` plays.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from mkdocs_wisdom.languages.language import Quotes
from mkdocs_wisdom.pages.html_tree import parse
from mkdocs_wisdom.pages.links import DailyPair, QuizData, QuizSentence, SiteLinks
from mkdocs_wisdom.pages.mkdocs_files import place_texts
from mkdocs_wisdom.pages.plain_text import list_pieces
from mkdocs_wisdom.pages.plan import file_url
from mkdocs_wisdom.pages.quiz_pairs import Pair, Written, cut_sentences, make_pairs, write_alike
from mkdocs_wisdom.pages.typography import typeset_text
from mkdocs_wisdom.posts.explanation import is_generated
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.script_bundle import digest_text

log = get_plugin_logger(__name__)
FEWEST_PAIRS = 10
"""The rounds of a game, as in ``browser/quiz-game.js``."""
FILE = "quiz.json"
MOST_POSTS = 500
"""So many of the newest posts give their sentences."""


@dataclass(frozen=True)
class Quiz:
    """What the site's owner gives for the quiz."""

    author: str
    """Who wrote the sentences."""
    sentences: tuple[str, ...]


def place_quiz(  # noqa: PLR0913 (each says one thing about the site)
    quiz: Quiz,
    posts: Sequence[Post],
    links: SiteLinks,
    files: Files,
    config: MkDocsConfig,
    *,
    today: date,
) -> QuizData | None:
    """Add the file of the pairs to ``files``; None if they are too few for a game.

    ``posts`` are sorted, newest first; ``today`` is the day of the build.
    """
    written = islice(list_written(posts, links), MOST_POSTS)
    sentences = (sentence for post in written for sentence in post)
    pairs = make_pairs([write_alike(text) for text in quiz.sentences], sentences)
    if len(pairs) < FEWEST_PAIRS:
        log.info(
            "The quiz begins with %d pairs of sentences; the posts give %d so far",
            FEWEST_PAIRS,
            len(pairs),
        )
        return None
    uri = posixpath.join(links.identity.feed_path, FILE)
    place_texts({uri: write_pairs(pairs, links.language.quotes)}, files, config)
    daily = choose_daily(pairs, today, newest=posts[0].date.date(), quotes=links.language.quotes)
    return QuizData(file_url(uri), quiz.author, daily)


def choose_daily(pairs: Sequence[Pair], today: date, *, newest: date, quotes: Quotes) -> DailyPair:
    """The pair of a day: each in its turn, but not with words of the ``newest`` post.

    Its post is on the same page, and would give the answer away.
    """
    others = [pair for pair in pairs if pair.machine.date != newest.isoformat()] or pairs
    author, machine = others[today.toordinal() % len(others)]
    key = digest_text(author)
    sentences = (
        QuizSentence(typeset_text(author, quotes)),
        QuizSentence(
            typeset_text(machine.text, quotes), machine.url, date.fromisoformat(machine.date)
        ),
    )
    swapped = int(digest_text(f"{key} {today}"), 16) % 2 == 1
    return DailyPair(key, today, sentences[::-1] if swapped else sentences)


def list_written(posts: Iterable[Post], links: SiteLinks) -> Iterator[list[Written]]:
    """Yield the sentences of each post that the voice wrote and every page may show."""
    for post in links.find_listed(posts):
        if is_generated(post.meta):
            view = links.view(post, shown_at="")
            paragraphs = (
                write_alike("".join(list_pieces(paragraph)))
                for paragraph in parse(view.page.content or "").iter("p")
            )
            yield [
                Written(sentence, view.url, post.date.date().isoformat())
                for paragraph in paragraphs
                for sentence in cut_sentences(paragraph)
            ]


def write_pairs(pairs: Iterable[Pair], quotes: Quotes) -> str:
    """The file that the page fetches. An ``id`` is that of the author's sentence.

    Pairs change from build to build; the device remembers which sentences it has shown. Both get
    the typographic marks of ``quotes``, which would tell them apart.
    """
    data = [
        {
            "id": digest_text(author),
            "author": typeset_text(author, quotes),
            "machine": machine._asdict() | {"text": typeset_text(machine.text, quotes)},
        }
        for author, machine in pairs
    ]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
