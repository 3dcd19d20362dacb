"""Chooses the fonts of a text: the first that has a character draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mkdocs_wisdom.cards.characters import (
    ZERO_WIDTH_JOINERS,
    clean,
    find_han_language,
    is_letter,
    is_symbol,
    list_clusters,
    needs_shaping,
)
from mkdocs_wisdom.cards.font_file import FontFace, read_face

BUNDLED = Path(__file__).parent / "fonts" / "EBGaramond-Medium.ttf"
"""EB Garamond: Latin, Greek and Cyrillic letters. ``fonts/README.md`` says where it is from."""

_FOLLOWING = set(" .,;:!?…)")
"""What has no space before it, where something between was left out."""

Find = Callable[[str, str], "FontFace | None"]
"""``SystemFonts.find_face``: characters and a language to a font that has them."""


class Glyph(NamedTuple):
    """A character with its marks, and the font that draws it."""

    text: str
    face: FontFace


@dataclass(frozen=True)
class ChosenText:
    """A text whose every character has a font."""

    glyphs: tuple[Glyph, ...]
    language: str
    """The language whose forms Han characters have; empty where there are none."""
    missing: str = ""
    """Letters that no font has: without them the text is not the author's."""

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


class FontChoice:
    """The fonts in their order: the site owner's, the bundled one, the machine's.

    ``shapes`` says whether letters can be arranged: without that, scripts that need it are missing.
    """

    def __init__(self, own: Sequence[FontFace] = (), *, find: Find, shapes: bool = True) -> None:
        self._faces = [*own, read_face(BUNDLED)]
        self._find = find
        self.shapes = shapes
        self._known: dict[str, FontFace | None] = {}
        self._chosen: dict[tuple[str, str], ChosenText] = {}

    @property
    def bundled(self) -> FontFace:
        return self._faces[-1]

    def choose(self, text: str, language: str) -> ChosenText:
        """Give each character of a text a font; ``language`` is the site's code.

        Left out are emoji and signs that no font has.
        """
        key = text, language
        if key not in self._chosen:
            self._chosen[key] = self._choose(clean(text), language)
        return self._chosen[key]

    def _choose(self, text: str, language: str) -> ChosenText:
        first = self._faces[0]
        if text.isascii() and all(map(first.has, set(text))):  # as most texts: one font, no marks
            glyphs = {char: Glyph(char, first) for char in set(text)}
            return ChosenText(tuple(map(glyphs.__getitem__, text)), "")
        han = find_han_language(text, language)
        added: list[FontFace] = []
        chosen = [(each, self._find_face(each, added, han)) for each in list_clusters(text)]
        missing = {each for each, face in chosen if face is None and is_letter(each)}
        return ChosenText(_join_runs(_leave_out(chosen)), han, "".join(sorted(missing)))

    def _find_face(self, cluster: str, added: list[FontFace], language: str) -> FontFace | None:
        """The face that draws a cluster; one of the machine's is ``added`` for the next ones."""
        if cluster not in self._known:
            self._known[cluster] = _find_first(self._faces, cluster)
        if not self.shapes and needs_shaping(cluster):
            return None
        face = self._known[cluster] or _find_first(added, cluster)
        if face is None and not is_symbol(cluster):
            face = self._find(_list_drawn(cluster), language)
            if face:
                added.append(face)
        return face


def _find_first(faces: Sequence[FontFace], cluster: str) -> FontFace | None:
    return next((face for face in faces if _draws(face, cluster)), None)


def _draws(face: FontFace, cluster: str) -> bool:
    return all(map(face.has, _list_drawn(cluster)))


def _list_drawn(cluster: str) -> str:
    """The characters of a cluster that a font needs a glyph for."""
    return "".join(char for char in cluster if char not in ZERO_WIDTH_JOINERS)


def _leave_out(chosen: Iterable[tuple[str, FontFace | None]]) -> list[Glyph]:
    """The characters that have a font, without the gap where one has none."""
    kept: list[Glyph] = []
    gap = False
    for cluster, face in chosen:
        if face is None:
            gap = True
            continue
        if gap and kept and kept[-1].text == " " and cluster in _FOLLOWING:
            kept.pop()
        if cluster != " " or (kept and kept[-1].text != " "):
            kept.append(Glyph(cluster, face))
        gap = False
    return kept[:-1] if kept and kept[-1].text == " " else kept


def _join_runs(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Draw spaces, signs and digits like the letters before them, or else after them."""
    joined: list[Glyph] = []
    face = next((glyph.face for glyph in glyphs if glyph.text[0].isalpha()), None)
    for glyph in glyphs:
        if face is None or glyph.text[0].isalpha() or not _draws(face, glyph.text):
            face = glyph.face
        joined.append(Glyph(glyph.text, face))
    return tuple(joined)
