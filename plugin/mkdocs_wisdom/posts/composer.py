"""A voice and a file name make a post; publishing writes it whole or not at all.

A post's words follow from the voice, the recipe and a seed, and the seed from the voice's
fingerprint, the post's name and a number of the user's. So what ``mkdocs serve`` previews is what
the next build publishes, and what its front matter says is all that is needed to write it again
(``replay``)::

    write(load_voice(path), recipe, seed, candidate)
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from mkdocs_wisdom import __version__
from mkdocs_wisdom.errors import PublishError
from mkdocs_wisdom.markdown_escape import make_inert, split_paragraphs
from mkdocs_wisdom.posts.front_matter import join_front_matter
from mkdocs_wisdom.posts.post import Post, make_title
from mkdocs_wisdom.posts.prompts import choose_prompt
from wisdom_model.atomic_write import create_whole
from wisdom_model.generation.candidates import Choice, choose
from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.writer import write
from wisdom_model.guards.guards import Guards
from wisdom_model.voice.file import Voice, bundled_voice, digest, load_voice


@dataclass(frozen=True)
class PostSettings:
    """What all posts of a site have in common."""

    model: str
    """The voice, as the options name it."""
    path: Path
    """The voice's file."""
    recipe: Recipe
    """Each post has a prompt and a length of its own instead of the recipe's."""
    lengths: Sequence[int]
    """In words; each post draws one."""
    prompts: Sequence[str]
    """They take turns; empty to let the voice begin."""
    candidates: int
    """How many are written for each post."""
    blocklist: Sequence[str]
    """Words and phrases that no post has."""
    seed: int


@dataclass(frozen=True)
class Draft:
    """A post that is written, but not published."""

    stem: str
    meta: Mapping[str, Any]
    """The front matter."""
    body: str
    """Inert Markdown."""

    def dump(self) -> str:
        """The content of the post's file."""
        return join_front_matter(self.meta, self.body)

    def preview(self) -> Post:
        """The post as it would be published now."""
        meta = self.meta
        return Post(self.stem, meta["date"], meta["title"], self.body, meta, None, preview=True)


def find_voice(model: str, folder: Path) -> Path:
    """The file of the voice ``model``: a bundled one's name, or a path relative to ``folder``.

    Raises ModelFileError where there is no bundled voice of that name.
    """
    if model.endswith(".safetensors") or "/" in model or os.sep in model:
        return folder / model
    return bundled_voice(model)


def compose(settings: PostSettings, stem: str, now: datetime, turn: int) -> Draft:
    """Write the post ``stem``; ``turn`` says whose turn it is among the prompts.

    Raises the voice's errors: no such model file, a prompt that it cannot read, or no text that
    the guards let pass.
    """
    fingerprint = digest(settings.path)
    seed = derive_seed(fingerprint, stem, settings.seed)
    recipe = replace(
        settings.recipe,
        prompt=choose_prompt(settings.prompts, turn, settings.seed),
        length=settings.lengths[seed % len(settings.lengths)],
    )
    choice = _choose(
        settings.path, fingerprint, recipe, seed, settings.candidates, tuple(settings.blocklist)
    )
    meta = {
        "date": now.replace(microsecond=0),
        "title": choose_title(choice.text, stem),
        "wisdom": {
            "version": __version__,
            "model": settings.model,
            "digest": fingerprint,
            "seed": seed,
            "candidate": choice.number,
            **asdict(recipe),
            "candidates": choice.written,
            "passed": choice.passed,
            "score": choice.score,
            "guards": {finding.guard: finding.text for finding in choice.findings},
        },
    }
    return Draft(stem, meta, make_inert(choice.text))


def derive_seed(fingerprint: str, stem: str, number: int) -> int:
    """A seed of 63 bits that follows from the voice, the post's name and the user's number."""
    source = f"{fingerprint}\n{stem}\n{number}".encode()
    return int.from_bytes(hashlib.sha256(source).digest()[:8], "big") >> 1


def choose_title(text: str, stem: str) -> str:
    """The title of the post that ``text`` becomes."""
    return make_title("\n\n".join(split_paragraphs(text))) or stem


# `mkdocs serve` builds again and again: a voice is loaded, and a preview written, once.
@lru_cache(maxsize=8)
def _choose(  # noqa: PLR0913, PLR0917 (what the choice depends on)
    path: Path,
    fingerprint: str,
    recipe: Recipe,
    seed: int,
    candidates: int,
    blocklist: tuple[str, ...],
) -> Choice:
    voice = _load(path, fingerprint)
    return choose(voice, recipe, seed, Guards.of(voice, blocklist), candidates)


def write_candidate(path: Path, fingerprint: str, recipe: Recipe, seed: int, candidate: int) -> str:
    """Write the text that the voice in ``path``, the recipe, the seed and the number determine."""
    return write(_load(path, fingerprint), recipe, seed, candidate)


@lru_cache(maxsize=1)
def _load(path: Path, fingerprint: str) -> Voice:  # noqa: ARG001 (another file, another voice)
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
            "posts_dir, or build with WISDOM_GENERATE=never"
        ) from error
    return True
