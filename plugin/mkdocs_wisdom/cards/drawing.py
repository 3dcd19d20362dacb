"""Draws a card: a picture of few colours, so that it is small.

Ink and the voice's colour are a mask each, whose greys become shades in the palette.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageOps

from mkdocs_wisdom.cards.card import HEIGHT, WIDTH, Card
from mkdocs_wisdom.cards.characters import find_direction
from mkdocs_wisdom.cards.font_choice import ChosenText, FontChoice, Glyph
from mkdocs_wisdom.cards.typesetting import (
    Block,
    Box,
    Run,
    Setting,
    open_font,
    set_block,
    set_word,
)

_LEFT, _RIGHT = 156, WIDTH - 92
_TOP, _BOTTOM = 66, 466
_FOOT = 546  # the middle of the footer
_QUOTATION = Box(
    _RIGHT - _LEFT, _BOTTOM - _TOP, (120, 112, 104, 96, 88, 82, 76, 70, 64, 60, 56, 52, 48)
)
_TITLE = Box(_RIGHT - _LEFT, 270, (112, 96, 84, 72, 62, 54))
_NOTE = Box(_RIGHT - _LEFT, 110, (40,))
_NOTE_GAP = 22
_PART_GAP = 9
_PORTRAIT = 80
_PORTRAIT_COLOURS = 96
_INITIALS = 36
_OPENING = "“„‚‘«‹「『\"'"
_MARKS = {"ltr": "“", "rtl": "”"}
_MARK_SIZE = 230
_MARK_TOP = 0.685  # of an em above the baseline

_SHADES = 10  # of a colour, from the paper's to the full one
_FULL, _QUIET, _PALE = 255, 180, 130  # greys in a mask

Colour = tuple[int, int, int]


def draw_card(card: Card, fonts: FontChoice) -> bytes:
    """A card as PNG. A text with letters that no font has is left out."""
    painter = _Painter(card, fonts)
    painter.draw_text()
    painter.draw_footer()
    painter.draw_edge()
    return painter.encode()


class _Painter:
    """Draws on two masks, one for ink and one for the voice's colour."""

    def __init__(self, card: Card, fonts: FontChoice) -> None:
        self._card = card
        self._fonts = fonts
        self._direction = find_direction(card.text) or card.direction
        self._ellipsis = Glyph("…", fonts.bundled)
        self._paper = _hsl(card.hue, 0.35, 0.97)
        self._voice = _hsl(card.hue, 0.45, 0.35)
        self._inks = [Image.new("L", (WIDTH, HEIGHT)) for _ in range(2)]
        self._text, self._accent = (ImageDraw.Draw(ink) for ink in self._inks)

    def draw_text(self) -> None:
        """Draw the quotation, or the title with its note, in the middle of their room."""
        card = self._card
        if card.quoted:
            # A quotation mark that the text begins with is drawn large.
            text, box = card.text.lstrip(_OPENING) or card.text, _QUOTATION
        else:
            text, box = card.text, _TITLE
        block, setting = self._set(text, box)
        note, note_setting = self._set(card.note, _NOTE)
        height = block.height + (_NOTE_GAP + note.height if note.runs else 0)
        top = _TOP + (_BOTTOM - _TOP - height) // 2
        if card.quoted:
            self._draw_mark(top + block.cap_line)
        edge = self._side(_LEFT)
        self._write(block.runs, edge, top, _FULL, setting)
        self._write(note.runs, edge, top + block.height + _NOTE_GAP, _QUIET, note_setting)

    def draw_footer(self) -> None:
        card = self._card
        left = self._side(_LEFT) - (_PORTRAIT if self._direction == "rtl" else 0)
        self._portrait_at = left, _FOOT - _PORTRAIT // 2
        beside = _LEFT + _PORTRAIT + 24
        room = _RIGHT - beside
        if feed := self._label(card.feed, 30, _RIGHT, _FOOT + 10, room * 0.45, ends=True):
            room -= round(feed) + 40
        self._label(card.author, 38, beside, _FOOT + (-4 if card.date else 12), room, grey=_FULL)
        self._draw_dateline(beside, room)

    def _draw_dateline(self, x: int, room: float) -> None:
        """Draw each part apart: beside a dot of another font, digits would be of that font, too."""
        for part in self._card.dateline:
            width = round(self._label(part, 29, x, _FOOT + 33, room)) + _PART_GAP
            x, room = x + width, room - width

    def draw_edge(self) -> None:
        self._accent.rectangle((0, HEIGHT - 12, WIDTH, HEIGHT), _FULL)

    def encode(self) -> bytes:
        """The picture as PNG: its pixels are numbers of colours in a palette."""
        palette = [*self._paper]
        whole = Image.new("L", (WIDTH, HEIGHT))
        ink = _hsl(self._card.hue, 0.12, 0.13)
        for mask, colour in zip(self._inks, (ink, self._voice), strict=True):
            before = len(palette) // 3 - 1
            shades = [round(grey * _SHADES / _FULL) for grey in range(256)]
            numbers = mask.point([before + shade if shade else 0 for shade in shades])
            whole = ImageChops.lighter(whole, numbers)
            for shade in range(1, _SHADES + 1):
                palette += _mix(self._paper, colour, shade / _SHADES)
        few = self._draw_portrait().quantize(_PORTRAIT_COLOURS, Image.Quantize.MEDIANCUT)
        before = len(palette) // 3
        numbers = Image.frombytes("L", few.size, few.tobytes())
        whole.paste(numbers.point([min(255, before + n) for n in range(256)]), self._portrait_at)
        palette += few.getpalette() or []
        whole.putpalette(palette)
        file = BytesIO()
        whole.save(file, "PNG")
        return file.getvalue()

    def _side(self, x: int) -> int:
        """A place that is counted from the side that reading begins at."""
        return WIDTH - x if self._direction == "rtl" else x

    def _choose(self, text: str) -> ChosenText:
        """The fonts of a text; nothing of one that would lack letters."""
        chosen = self._fonts.choose(text, self._card.language)
        return ChosenText((), "") if chosen.missing else chosen

    def _set(self, text: str, box: Box) -> tuple[Block, Setting]:
        chosen = self._choose(text)
        setting = Setting(self._direction, chosen.language)
        if not chosen.glyphs:
            return Block((), 0, 0), setting
        return set_block(chosen.glyphs, box, self._ellipsis, setting), setting

    def _draw_mark(self, top: int) -> None:
        font = open_font(self._fonts.bundled, _MARK_SIZE)
        place = self._side(_LEFT - 24), top - 8 + round(_MARK_TOP * _MARK_SIZE)
        anchor = "rs" if self._direction == "ltr" else "ls"
        self._accent.text(place, _MARKS[self._direction], _PALE, font, anchor)

    def _write(
        self, runs: Iterable[Run], x: float, y: float, grey: int, setting: Setting
    ) -> None:  # fmt: skip
        for run in runs:
            place = round(x + run.x), round(y + run.y)
            self._text.text(place, run.text, grey, run.font, "ls", **setting.options)

    def _label(  # noqa: PLR0913 (each says one thing about it)
        self, text: str, size: int, x: int, y: int, room: float, *,
        grey: int = _QUIET, ends: bool = False,
    ) -> float:  # fmt: skip
        """Write one line that begins at ``x``, or ``ends`` there; return its width."""
        chosen = self._choose(text)
        if not chosen.glyphs:
            return 0.0
        setting = Setting(find_direction(text) or self._direction, chosen.language)
        runs, width = set_word(chosen.glyphs, size, room, self._ellipsis, setting)
        is_left = ends == (self._direction == "rtl")
        self._write(runs, self._side(x) - (0 if is_left else width), y, grey, setting)
        return width

    def _draw_portrait(self) -> Image.Image:
        """A round picture of the author, or a disc with initials, on paper."""
        picture = _open_picture(self._card.avatar) or self._draw_initials()
        shape = Image.new("L", (4 * _PORTRAIT, 4 * _PORTRAIT))
        ImageDraw.Draw(shape).ellipse((0, 0, 4 * _PORTRAIT - 1, 4 * _PORTRAIT - 1), _FULL)
        portrait = Image.new("RGB", (_PORTRAIT, _PORTRAIT), self._paper)
        portrait.paste(picture, None, shape.resize(portrait.size, Image.Resampling.BOX))
        return portrait

    def _draw_initials(self) -> Image.Image:
        disc = Image.new("RGB", (_PORTRAIT, _PORTRAIT), self._voice)
        chosen = self._choose(self._card.initials)
        if chosen.glyphs:
            setting = Setting(find_direction(chosen.text) or "ltr", chosen.language)
            runs, _ = set_word(chosen.glyphs, _INITIALS, WIDTH, self._ellipsis, setting)
            mask = Image.new("L", (4 * _PORTRAIT, 2 * _PORTRAIT))
            draw = ImageDraw.Draw(mask)
            for run in runs:
                place = round(_PORTRAIT + run.x), _PORTRAIT
                draw.text(place, run.text, _FULL, run.font, "ls", **setting.options)
            written = mask.crop(mask.getbbox())
            corner = (_PORTRAIT - written.width) // 2, (_PORTRAIT - written.height) // 2
            disc.paste(self._paper, corner, written)
        return disc


def _open_picture(content: bytes) -> Image.Image | None:
    """The middle of a picture as a square; None where it is none, or not one that Pillow reads."""
    if not content:
        return None
    try:
        with Image.open(BytesIO(content)) as picture:
            picture.draft("RGB", (4 * _PORTRAIT, 4 * _PORTRAIT))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    square = ImageOps.fit(upright, (_PORTRAIT, _PORTRAIT), Image.Resampling.LANCZOS)
    backed = Image.new("RGBA", square.size, "white")
    return Image.alpha_composite(backed, square).convert("RGB")


def _hsl(hue: int, saturation: float, lightness: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue / 360, lightness, saturation)
    return round(255 * red), round(255 * green), round(255 * blue)


def _mix(paper: Colour, colour: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(paper, colour, strict=True))
    return red, green, blue
