"""A voice and a file name make a post; publishing writes it whole or not at all.

A post's words follow from the voice, the recipe and a seed, and the seed from the voice's
fingerprint, the post's name and a number of the user's. So what ``mkdocs serve`` previews is what
the next build publishes, and what its front matter says is all that is needed to write it again::

    write(load_voice(path), recipe, numpy.random.default_rng(seed))
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import frontmatter
import numpy as np
import yaml

from mkdocs_wisdom import __version__
from mkdocs_wisdom.errors import PublishError
from mkdocs_wisdom.inert import make_inert, split_paragraphs
from mkdocs_wisdom.posts import Post, make_title
from wisdom_model.model_file import Voice, bundled_voice, digest, load_voice
from wisdom_model.sampler import Sampling
from wisdom_model.writer import Recipe, write


@dataclass(frozen=True)
class Style:
    """What all posts of a site have in common."""

    model: str
    """The voice, as the options name it."""
    path: Path
    """The voice's file."""
    blend: str
    lengths: Sequence[int]
    """In words; each post draws one."""
    char: Sampling
    word: Sampling
    unknown: str
    prompts: Sequence[str]
    """They take turns; empty to let the voice begin."""
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
        """The file: front matter in a steady order, then the Markdown."""
        post = frontmatter.Post(self.body, **self.meta)
        text = frontmatter.dumps(post, Dumper=_Dumper, sort_keys=False, width=2**31)
        return f"{text}\n"

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


def compose(style: Style, stem: str, now: datetime, turn: int) -> Draft:
    """Write the post ``stem``; ``turn`` says whose turn it is among the prompts.

    Raises the voice's errors: no such model file, or a prompt that it cannot read.
    """
    fingerprint = digest(style.path)
    seed = derive_seed(fingerprint, stem, style.seed)
    recipe = Recipe(
        blend=style.blend,
        prompt=style.prompts[turn % len(style.prompts)] if style.prompts else None,
        length=style.lengths[seed % len(style.lengths)],
        char=style.char,
        word=style.word,
        unknown=style.unknown,
    )
    text = _write(style.path, fingerprint, recipe, seed)
    meta = {
        "date": now.replace(microsecond=0),
        "title": make_title("\n\n".join(split_paragraphs(text))) or stem,
        "wisdom": {
            "version": __version__,
            "model": style.model,
            "digest": fingerprint,
            "seed": seed,
            **asdict(recipe),
        },
    }
    return Draft(stem, meta, make_inert(text))


def derive_seed(fingerprint: str, stem: str, number: int) -> int:
    """A seed of 63 bits that follows from the voice, the post's name and the user's number."""
    source = f"{fingerprint}\n{stem}\n{number}".encode()
    return int.from_bytes(hashlib.sha256(source).digest()[:8], "big") >> 1


# `mkdocs serve` builds again and again: a voice is loaded, and a preview written, once.
@lru_cache(maxsize=8)
def _write(path: Path, fingerprint: str, recipe: Recipe, seed: int) -> str:
    return write(_load(path, fingerprint), recipe, np.random.default_rng(seed))


@lru_cache(maxsize=1)
def _load(path: Path, fingerprint: str) -> Voice:  # noqa: ARG001 (another file, another voice)
    return load_voice(path)


def publish(draft: Draft, folder: Path) -> bool:
    """Write a draft into ``folder``; False if another build has just written that post.

    The text goes to a hidden file first and gets its name once it is safely on the disk; a file
    that has the name already is never replaced. Raises PublishError, having left nothing behind.
    """
    path = folder / f"{draft.stem}.md"
    temporary: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{draft.stem}.", suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(draft.dump())
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)  # mkstemp's is for one's own eyes
        _give_name(temporary, path)
    except FileExistsError:
        if not path.exists():  # it is the folder's own place that is taken
            raise PublishError(f"cannot write {path}: {folder} is not a folder") from None
        return False
    except OSError as error:
        raise PublishError(
            f"cannot write {path}: {error.strerror}. Make the folder writable, name another as "
            "posts_dir, or build with WISDOM_GENERATE=never"
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return True


def _give_name(temporary: Path, path: Path) -> None:
    """Name a file ``path``, unless there is one of that name: then raise FileExistsError."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without hard links, such as FAT
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            temporary.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


class _Dumper(yaml.SafeDumper):
    """Writes a date with a T between day and hour, which every reader of front matter knows."""


_Dumper.add_representer(
    datetime,
    lambda dumper, date: dumper.represent_scalar("tag:yaml.org,2002:timestamp", date.isoformat()),
)
