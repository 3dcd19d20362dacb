"""Write a new post, and publish it.

The voice, the recipe and a seed determine a post's words; the voice's digest, the post's name and
the option ``seed`` determine the seed. So the next build publishes the words that ``mkdocs
serve`` previews, and the front matter suffices to write them again (``replay``)::

    write(load_voice(path), recipe, seed, candidate, choices)
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from mkdocs_wisdom import __version__
from mkdocs_wisdom.errors import PublishError
from mkdocs_wisdom.markdown_escape import escape_markdown, split_paragraphs
from mkdocs_wisdom.posts.front_matter import join_front_matter
from mkdocs_wisdom.posts.post import Post, make_title
from mkdocs_wisdom.posts.prompts import choose_prompt
from wisdom_model.atomic_write import create_whole
from wisdom_model.generation.candidates import ChosenCandidate, choose
from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.trace import Trace
from wisdom_model.generation.writer import write
from wisdom_model.guards.guards import Guards
from wisdom_model.guards.repetition import fold_sentences
from wisdom_model.voice.file import Voice, digest, load_voice
from wisdom_model.voice.habits import Habits

USUAL_LENGTHS = (25, 50, 100)
"""Words of posts by a voice that does not know where the author's texts end."""


@dataclass(frozen=True)
class PostSettings:
    """The settings that all posts of a site share."""

    model: str
    """The voice, by the name or path in the options, as the front matter has it."""
    path: Path
    """The voice's file."""
    recipe: Recipe
    """Without prompt and length, which differ from post to post."""
    given: Sequence[str]
    """What ``Recipe.suit`` leaves as it is in ``recipe``; for the rest the voice's own is taken."""
    lengths: Sequence[int]
    """In words; one is drawn for each post. Without any, posts are as long as the author's, or
    have one of USUAL_LENGTHS if the voice does not know where these end."""
    prompts: Sequence[str]
    """They take turns; without any, the model begins."""
    candidates: int
    """How many candidates are written for each post."""
    blocklist: Sequence[str]
    """Words and phrases that no post may have."""
    seed: int


@dataclass(frozen=True)
class Draft:
    """A post that is not published yet."""

    stem: str
    meta: Mapping[str, Any]
    """The front matter."""
    body: str
    """Markdown in which everything is escaped that is not text."""

    def dump(self) -> str:
        """The content of the post's file."""
        return join_front_matter(self.meta, self.body)

    def preview(self) -> Post:
        """The post as it would be published now."""
        meta = self.meta
        return Post(self.stem, meta["date"], meta["title"], self.body, meta, None, preview=True)


def compose(
    settings: PostSettings, stem: str, now: datetime, turn: int, earlier: Iterable[Post] = ()
) -> Draft:
    """Write the post ``stem`` with the prompt of the given turn.

    No sentence of the ``earlier`` posts comes again.

    Raises WisdomError: the model file is missing, the voice cannot read the prompt, or no candidate
    passes the guards.
    """
    voice_digest = digest(settings.path)
    seed = derive_seed(voice_digest, stem, settings.seed)
    voice = open_voice(settings.path, voice_digest)
    recipe = replace(
        settings.recipe.suit(voice.metadata, settings.given),
        prompt=choose_prompt(settings.prompts, turn, settings.seed),
        length=choose_length(voice, settings.lengths, seed),
    )
    choice = _choose(
        settings.path,
        voice_digest,
        recipe,
        seed,
        settings.candidates,
        tuple(settings.blocklist),
        find_said(earlier),
    )
    meta = {
        "date": now.replace(microsecond=0),
        "title": choose_title(choice.text, stem),
        "wisdom": _record(settings.model, voice_digest, seed, recipe, choice)
        | ({"private": True} if voice.metadata.get("private") else {}),
    }
    return Draft(stem, meta, escape_markdown(choice.text))


def _record(
    model: str, voice_digest: str, seed: int, recipe: Recipe, choice: ChosenCandidate
) -> dict[str, Any]:
    """What ``replay`` needs to write a post again, and what ``explanation`` tells of it."""
    return {
        "version": __version__,
        "model": model,
        "digest": voice_digest,
        "seed": seed,
        "candidate": choice.number,
        **({"choices": list(choice.choices)} if choice.choices else {}),
        **asdict(recipe),
        "candidates": choice.written,
        "passed": choice.passed,
        "score": choice.score,
        "guards": {finding.guard: finding.text for finding in choice.findings},
    }


def choose_length(voice: Voice, lengths: Sequence[int], seed: int) -> int | None:
    """The words of a post; None leaves the length to the voice."""
    if not lengths and Habits.of_voice(voice).ends_documents:
        return None
    lengths = lengths or USUAL_LENGTHS
    return lengths[seed % len(lengths)]


def derive_seed(voice_digest: str, stem: str, number: int) -> int:
    """A seed of 63 bits from the voice's digest, the post's name and the option ``seed``."""
    source = f"{voice_digest}\n{stem}\n{number}".encode()
    return int.from_bytes(hashlib.sha256(source).digest()[:8], "big") >> 1


def choose_title(text: str, stem: str) -> str:
    """The title of a post: the first words of its text, of verse the first line; or its name."""
    lines = "\n\n".join(split_paragraphs(text)).split("\n", 1)
    return make_title(lines[0]) or stem


# `mkdocs serve` builds often; it loads a voice and writes a preview only once.
@lru_cache(maxsize=8)
def _choose(  # noqa: PLR0913, PLR0917 (all that the choice depends on)
    path: Path,
    voice_digest: str,
    recipe: Recipe,
    seed: int,
    candidates: int,
    blocklist: tuple[str, ...],
    said: frozenset[str],
) -> ChosenCandidate:
    voice = open_voice(path, voice_digest)
    return choose(voice, recipe, seed, Guards.for_voice(voice, blocklist, said), candidates)


def find_said(posts: Iterable[Post]) -> frozenset[str]:
    """The sentences of posts, for ``Guards``."""
    return frozenset().union(*(_fold_body(post.body) for post in posts))


# `mkdocs serve` builds often, and most posts are the same as before.
@lru_cache(maxsize=2**14)
def _fold_body(body: str) -> frozenset[str]:
    return fold_sentences(unescape(body))


def write_candidate(  # noqa: PLR0913, PLR0917 (all that determines a text)
    path: Path,
    voice_digest: str,
    recipe: Recipe,
    seed: int,
    candidate: int,
    choices: Sequence[int] = (),
    trace: Trace | None = None,
) -> str:
    """Write a candidate again; these arguments determine its text, and ``trace`` notes it."""
    return write(open_voice(path, voice_digest), recipe, seed, candidate, choices, trace)


@lru_cache(maxsize=1)
def open_voice(path: Path, voice_digest: str) -> Voice:  # noqa: ARG001 (a part of the cache's key: the file may change)
    return load_voice(path)


def publish(draft: Draft, folder: Path) -> bool:
    """Write a draft into ``folder``; False if another build has just written that post.

    Raises PublishError, and leaves nothing behind then.
    """
    path = folder / f"{draft.stem}.md"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        create_whole(path, draft.dump().encode())
    except FileExistsError:
        if not path.exists():  # a file has the folder's name
            raise PublishError(f"cannot write {path}: {folder} is not a folder") from None
        return False
    except OSError as error:
        raise PublishError(
            f"cannot write {path}: {error.strerror}. Make the folder writable, name another as "
            "posts_dir (or --into), or build with WISDOM_GENERATE=never"
        ) from error
    return True
