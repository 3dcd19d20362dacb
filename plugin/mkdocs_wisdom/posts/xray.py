"""X-ray: who chose each word of a post, how surprising it was, and what else was likely there.

The figures are made by writing the post again (``wisdom_model.generation.trace``) and kept beside
it, in ``posts/xray/2026-11-28.json``::

    {"version": 1,
     "words": ["So", ",", "then"],
     "by": "wmw",
     "tenths": [12, 3, 47],
     "instead": [["But", 31, "And", 12], [], ["the", 9]]}

``words`` are the post's tokens without white space. For each of them ``by`` has a letter of
``SOURCES``, ``tenths`` its surprise in tenths of a bit, and ``instead`` the likeliest other tokens,
each with its probability in percent. The same voice and post give the same bytes on any machine.

The figures are those of the post's words: if somebody changes these, they are not used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from mkdocs_wisdom.errors import FiguresError, ReplayError, SiteError
from mkdocs_wisdom.posts.composer import open_voice, write_candidate
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.post_files import FIGURES
from mkdocs_wisdom.posts.replay import check_voice, read_inputs
from wisdom_model.atomic_write import create_whole, write_whole
from wisdom_model.errors import WisdomError
from wisdom_model.generation.trace import CHAR, MEMORY, PROGRAM, PROMPT, WORD, Choice, Trace
from wisdom_model.guards.guards import Guards

log = get_plugin_logger(__name__)

VERSION = 1
SOURCES: Mapping[str, str] = {WORD: "w", MEMORY: "m", CHAR: "c", PROMPT: "p", PROGRAM: "-"}
"""The letter of each source."""
ALTERNATIVES = 3
"""Other tokens that are shown for a word."""
Tell = Callable[[str], object]
"""Tells the site's owner something."""
_CONTEXT = 2
"""Words before an alternative that a blocked phrase may begin with, when figures are read."""


@dataclass(frozen=True)
class Figures:
    """The figures of one post; each list has an entry a word."""

    words: tuple[str, ...]
    by: str
    tenths: tuple[int, ...]
    instead: tuple[tuple[str | int, ...], ...]

    def dump(self) -> str:
        """The content of the file."""
        whole = {
            "version": VERSION,
            "words": self.words,
            "by": self.by,
            "tenths": self.tenths,
            "instead": self.instead,
        }
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> Figures:
        """Read what ``dump`` wrote. Raises ValueError."""
        whole = json.loads(text)
        if not isinstance(whole, dict) or whole.get("version") != VERSION:
            raise ValueError(f"expected figures of version {VERSION}")
        words, by, tenths, instead = (
            whole.get(key, []) for key in ("words", "by", "tenths", "instead")
        )
        fits = (
            _is_list(words, str)
            and isinstance(by, str)
            and set(by) <= set(SOURCES.values())
            and _is_list(tenths, int)
            and _is_list(instead, list)
            and all(map(_has_pairs, instead))
            and len(words) == len(by) == len(tenths) == len(instead)
        )
        if not fits:
            raise ValueError("expected a word, a source, a surprise and other words in each place")
        return cls(tuple(words), by, tuple(tenths), tuple(map(tuple, instead)))

    def fits(self, post: Post) -> bool:
        """Whether these are the words of the post as it is now."""
        return "".join(self.words) == "".join(unescape(post.body).split())

    def without_blocked(self, blocklist: Iterable[str]) -> Figures:
        """The figures without what a blocklist, perhaps a newer one, has."""
        guards = Guards(blocklist=tuple(blocklist))
        if not guards.blocklist:
            return self
        before = [" ".join(self.words[max(0, n - _CONTEXT) : n]) for n in range(len(self.words))]
        shown = (f"{text} {other}" for text, row in zip(before, self.instead, strict=True)
                 for other in row[::2])  # fmt: skip
        if not guards.blocks("\n".join(shown)):  # of nearly all posts
            return self
        kept = [
            tuple(
                part
                for other, percent in zip(row[::2], row[1::2], strict=True)
                if not guards.blocks(f"{text} {other}", text)
                for part in (other, percent)
            )
            for text, row in zip(before, self.instead, strict=True)
        ]
        return Figures(self.words, self.by, self.tenths, tuple(kept))


def _has_pairs(row: list[object]) -> bool:
    """Whether a word and a number take turns."""
    return len(row) % 2 == 0 and _is_list(row[::2], str) and _is_list(row[1::2], int)


def _is_list(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(type(item) is kind for item in value)


def make_figures(post: Post, voice_file: Path, blocklist: Iterable[str]) -> Figures:
    """Write a post again, and note how each of its words was chosen.

    Raises ReplayError where the post cannot be written again or is no longer what the voice wrote,
    FiguresError for a private voice and a post that only its own page may show.
    """
    if post.hidden or post.secluded:
        raise FiguresError("it is a draft, or kept out of lists and search")
    inputs = read_inputs(post.meta)
    check_voice(voice_file, inputs.digest)
    voice = open_voice(voice_file, inputs.digest)
    if voice.metadata.get("private"):
        raise FiguresError(f"the voice {voice_file} is private: figures would tell what it read")
    trace, prompt = Trace(), inputs.recipe.prompt or ""
    text = write_candidate(
        voice_file,
        inputs.digest,
        inputs.recipe,
        inputs.seed,
        inputs.candidate,
        inputs.choices,
        trace,
    )
    try:
        choices = trace.read(text, prompt)
    except ValueError as error:
        raise FiguresError(str(error)) from error
    figures = _describe(choices, Guards.for_voice(voice, blocklist), prompt)
    if not figures.fits(post):
        raise ReplayError("its text is no longer what the voice wrote")
    return figures


def _describe(choices: Iterable[Choice], guards: Guards, prompt: str) -> Figures:
    words, by, tenths, instead = [], "", [], []
    before = ""
    for choice in choices:
        if word := "".join(choice.token.split()):
            words.append(word)
            by += SOURCES[choice.source]
            tenths.append(round(10 * choice.bits))
            instead.append(_choose_alternatives(choice, guards, before, prompt))
        before += choice.token
    return Figures(tuple(words), by, tuple(tenths), tuple(instead))


def _choose_alternatives(
    choice: Choice, guards: Guards, before: str, prompt: str
) -> tuple[str | int, ...]:
    """The likeliest others that the guards allow, each with its probability in percent."""
    found: list[str | int] = []
    for token, probability in choice.alternatives:
        percent = round(100 * probability)
        if percent == 0 or len(found) == 2 * ALTERNATIVES:
            break
        if guards.allows(before, token, prompt):
            found += [token.strip(), percent]
    return tuple(found)


def find_file(folder: Path, stem: str) -> Path:
    """The file of a post's figures, in the posts folder ``folder``."""
    return folder / FIGURES / f"{stem}.json"


def list_stems(folder: Path) -> set[str]:
    """The posts that have a file of figures, in the posts folder ``folder``."""
    return {path.stem for path in (folder / FIGURES).glob("*.json")}


def save_figures(figures: Figures, path: Path) -> None:
    """Write figures in place of older ones. Raises FiguresError; nothing else is overwritten."""
    content = f"{figures.dump()}\n".encode()
    try:
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            create_whole(path, content)
            return
        Figures.load(path.read_text("utf-8"))
        write_whole(path, content)
    except ValueError as error:
        raise FiguresError(f"{path} is another file, not figures: {error}: move it") from error
    except OSError as error:
        raise FiguresError(f"cannot write {path}: {error.strerror}") from error


def keep_figures(
    post: Post, voice_file: Path, folder: Path, blocklist: Iterable[str], tell: Tell = log.info
) -> None:
    """Keep the figures of a post that was just written; ``tell`` why, if there are none."""
    try:
        save_figures(make_figures(post, voice_file, blocklist), find_file(folder, post.stem))
    except (SiteError, WisdomError) as error:
        tell(f"No X-ray of the post {post.stem}: {error}")


def read_figures(post: Post, folder: Path) -> Figures | None:
    """The figures of a post; None if it has none. Raises FiguresError where they do not fit it."""
    path = find_file(folder, post.stem)
    try:
        figures = Figures.load(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise FiguresError(f"{path} cannot be read: {error}") from error
    if not figures.fits(post):
        raise FiguresError(f"{path} is not used: the post was changed")
    return figures
