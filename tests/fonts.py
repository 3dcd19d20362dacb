"""Small fonts for tests: every character is a black box, as wide as asked."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

EM = 1000


def draw_box(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 700), (width - 50, 700), (width - 50, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def build_font(characters: str, *, width: int = 500, weight: int = 400) -> TTFont:
    """A font with these characters and a space; ``.notdef`` is a box of a full em."""
    names = {ord(char): f"u{ord(char):X}" for char in dict.fromkeys(characters)}
    glyphs = {".notdef": draw_box(EM), **{name: draw_box(width) for name in names.values()}}
    if 0x20 in names:
        glyphs[names[0x20]] = TTGlyphPen(None).glyph()
    advances: Mapping[str, tuple[int, int]] = {
        name: (EM if name == ".notdef" else width, 50) for name in glyphs
    }
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([*glyphs])
    builder.setupCharacterMap(names)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(advances)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight, sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    return builder.font


def save_font(path: Path, characters: str, *, width: int = 500, weight: int = 400) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    build_font(characters, width=width, weight=weight).save(path)
    return path


def save_collection(path: Path, *fonts: TTFont) -> Path:
    collection = TTCollection()
    for font in fonts:  # fonts that were never saved have no reader to share tables with
        content = BytesIO()
        font.save(content)
        content.seek(0)
        collection.fonts.append(TTFont(content))
    collection.save(path)
    return path
