"""The option ``quiz``: the author's sentences, unless the voice's author wrote in private.

The list publishes what the author wrote. So the voice must not be private, and neither must any
that wrote a post of the site: the voice itself may be on another computer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs_wisdom.config.option_types import Texts
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.pages.quiz import FEWEST_PAIRS, Quiz
from mkdocs_wisdom.pages.quiz_pairs import FEWEST_WORDS, MOST_WORDS, is_suitable, write_alike
from mkdocs_wisdom.posts.post import Post
from wisdom_model.errors import quote
from wisdom_model.voice.file import find_voice, is_private

_REMEDY = (
    "the quiz would publish sentences of texts that are private. Remove quiz from the options of "
    "wisdom, or train a voice on texts that may be published, without --private"
)


def read_quiz(options: WisdomOptions, root: Path, author: str) -> Quiz | None:
    """What the options say of the quiz; None if there is none.

    ``root`` is the folder of ``mkdocs.yml``, ``author`` the name for sentences that no file names.
    Raises SettingError, or ModelFileError for a damaged voice.
    """
    texts: Texts = options.quiz
    if not texts.items:
        return None
    voice = find_voice(options.model, root)
    if voice.exists() and is_private(voice):
        raise SettingError(f"quiz: {voice} is a private voice: {_REMEDY}")
    _check_sentences(texts)
    return Quiz(_name_author(texts.file) if texts.file else author, texts.items)


def check_writers(posts: Iterable[Post]) -> None:
    """Raise SettingError if a private voice wrote one of the posts."""
    for post in posts:
        record = post.meta.get("wisdom")
        if isinstance(record, Mapping) and record.get("private"):
            raise SettingError(f"quiz: a private voice wrote {post.path or post.stem}: {_REMEDY}")


def _check_sentences(texts: Texts) -> None:
    unsuitable = [text for text in texts.items if not is_suitable(write_alike(text))]
    found = len(texts.items) - len(unsuitable)
    if found < FEWEST_PAIRS:
        others = f"; unlike, for example, {quote(unsuitable[0])}" if unsuitable else ""
        raise SettingError(
            f"quiz: found {found} suitable {'sentence' if found == 1 else 'sentences'} in "
            f"{texts.file or 'the list'}, expected {FEWEST_PAIRS} or more: write one sentence a "
            f"line, of {FEWEST_WORDS} to {MOST_WORDS} words, without half a quotation{others}"
        )


def _name_author(file: Path) -> str:
    """``Jane Austen`` for ``jane-austen.txt``; a name with capitals stays as it is."""
    name = " ".join(file.stem.replace("-", " ").replace("_", " ").split())
    return name.title() if name.islower() else name
