"""Cards, decoded again."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from fonts import save_font
from mkdocs_wisdom.cards import typesetting
from mkdocs_wisdom.cards.card import Card
from mkdocs_wisdom.cards.drawing import draw_card
from mkdocs_wisdom.cards.font_choice import FontChoice
from mkdocs_wisdom.cards.font_file import read_face

FONTS = FontChoice(find=lambda *_: None)
CARD = Card("Call me whatever you like.", "Ishmael", quoted=True, date="28 November 2026", hue=326)
LONG = "The whale looked at me as a banker looks at a beggar, with a distant arithmetic. " * 20
TEXT_AREA = (0, 0, 1200, 490)
PORTRAIT = (156, 506, 236, 586)
needs_shaping = pytest.mark.skipif(not typesetting.can_shape(), reason="needs FriBiDi")


def draw(card: Card, fonts: FontChoice = FONTS) -> Image.Image:
    image = Image.open(BytesIO(draw_card(card, fonts)))
    image.load()
    return image


def find_ink(card: Card, fonts: FontChoice = FONTS) -> tuple[int, int, int, int]:
    """The box of what is dark in the text's area: words, but not the large mark."""
    dark = draw(card, fonts).convert("L").crop(TEXT_AREA).point(lambda grey: 255 * (grey < 90))
    box = dark.getbbox()
    assert box is not None
    return box


def find_changes(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox()


def test_a_card_is_a_small_png_of_few_colours() -> None:
    png = draw_card(replace(CARD, text=LONG, feed="Ishmael, daily", initials="IS"), FONTS)
    image = Image.open(BytesIO(png))
    assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
    assert len(image.getcolors(256) or []) < 128
    assert len(png) < 32_000


def test_the_same_card_has_the_same_bytes() -> None:
    assert draw_card(CARD, FONTS) == draw_card(CARD, FontChoice(find=lambda *_: None))


@pytest.mark.parametrize(
    "text",
    ["I.", CARD.text, LONG, "W" * 500, "a " * 400, "Donaudampfschifffahrtsgesellschaft " * 9],
)
def test_words_stay_within_the_margins(text: str) -> None:
    left, top, right, bottom = find_ink(replace(CARD, text=text))
    assert left >= 150
    assert top >= 60
    assert right <= 1115
    assert bottom <= 480


def test_a_short_text_is_larger_than_a_long_one() -> None:
    heights = []
    for text in ("Xxx", LONG.replace("T", "X")):
        card = replace(CARD, text=text)
        left, top, _, _ = find_ink(card)
        dark = draw(card).convert("L").crop((left, top, left + 30, top + 60))
        column = dark.point(lambda grey: 255 * (grey < 90)).getbbox()
        assert column is not None
        heights.append(column[3] - column[1])
    assert heights[0] > 1.7 * heights[1]


def test_a_quotation_has_a_large_mark_and_a_title_has_none() -> None:
    left_margin = (0, 0, 140, 490)
    colours = draw(CARD).crop(left_margin).getcolors(256) or []
    assert len(colours) > 1
    assert len(draw(replace(CARD, quoted=False)).crop(left_margin).getcolors(256) or []) == 1


def test_a_mark_that_the_text_begins_with_is_the_large_one() -> None:
    assert draw_card(replace(CARD, text=f"“{CARD.text}"), FONTS) == draw_card(CARD, FONTS)


@needs_shaping
def test_from_right_to_left_the_text_begins_at_the_right(tmp_path: Path) -> None:
    hebrew = read_face(save_font(tmp_path / "hebrew.ttf", " אבגדהוזחטיכלמנסעפצקרשת"))
    fonts = FontChoice(find=lambda *_: hebrew)
    card = replace(CARD, text="שלום של", direction="ltr")
    left, _, right, _ = find_ink(card, fonts)
    assert left > 500
    assert 1030 <= right <= 1044
    image = draw(card, fonts)
    assert len(image.crop((0, 0, 140, 490)).getcolors(256) or []) == 1
    assert len(image.crop((1060, 0, 1200, 490)).getcolors(256) or []) > 1
    assert image.convert("RGB").getpixel((1004, 520)) == (129, 49, 95)  # the portrait's disc


def test_letters_without_a_font_are_left_out_and_never_boxes() -> None:
    assert draw_card(replace(CARD, text="鯨"), FONTS) == draw_card(replace(CARD, text=""), FONTS)
    assert draw_card(replace(CARD, author="鯨"), FONTS) == draw_card(
        replace(CARD, author=""), FONTS
    )


def test_a_note_is_below_the_title() -> None:
    title = replace(CARD, quoted=False)
    _, top, _, bottom = find_ink(title)
    with_note = find_ink(replace(title, note="A post by a person."))
    assert with_note[1] < top
    assert with_note[3] < bottom  # the title moves up; the note is not as dark


def test_a_long_name_leaves_room_for_the_feed() -> None:
    card = replace(CARD, author="Münchhausen auf Bodenwerder " * 5, feed="Daily, " * 20)
    row = draw(card).convert("L").crop((0, 500, 1200, 600)).point(lambda grey: 255 * (grey < 200))
    box = row.getbbox()
    assert box is not None
    assert box[2] <= 1112
    gap = draw(card).convert("L").crop((650, 500, 1112, 600))
    columns = [gap.crop((x, 0, x + 1, 100)).getextrema() for x in range(gap.width)]
    empty = "".join("x" if low == high else "." for low, high in columns)  # type: ignore[misc]
    assert "x" * 30 in empty


def test_a_number_is_before_the_date() -> None:
    dated = (260, 555, 1200, 600)
    number, both = (
        draw(replace(CARD, **texts)).convert("L").crop(dated)
        for texts in ({"date": "No. 57"}, {"number": "No. 57"})
    )
    box = ImageChops.invert(number).point(lambda grey: 255 * (grey > 20)).getbbox()
    assert box is not None
    assert find_changes(number.crop(box), both.crop(box)) is None
    assert find_changes(number, both) is not None


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_drawn_round(form: str) -> None:
    file = BytesIO()
    Image.new("RGB", (300, 200), "#0000ff").save(file, form)
    portrait = draw(replace(CARD, avatar=file.getvalue())).convert("RGB").crop(PORTRAIT)
    red, green, blue = portrait.getpixel((40, 40))  # type: ignore[misc]
    assert (red < 10, green < 10, blue > 245) == (True, True, True)
    assert portrait.getpixel((2, 2)) == draw(CARD).convert("RGB").getpixel((600, 20))


def test_a_transparent_picture_is_backed_with_white() -> None:
    file = BytesIO()
    Image.new("RGBA", (80, 80), (0, 0, 0, 0)).save(file, "PNG")
    portrait = draw(replace(CARD, avatar=file.getvalue())).convert("RGB").crop(PORTRAIT)
    assert portrait.getpixel((40, 40)) == (255, 255, 255)


@pytest.mark.parametrize("avatar", [b"<svg/>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0 cut"])
def test_what_is_no_picture_leaves_the_initials(avatar: bytes) -> None:
    card = replace(CARD, initials="IS")
    assert draw_card(replace(card, avatar=avatar), FONTS) == draw_card(card, FONTS)


def test_initials_are_in_the_middle_of_the_disc() -> None:
    changes = find_changes(draw(CARD), draw(replace(CARD, initials="IS")))
    assert changes is not None
    left, top, right, bottom = changes
    assert abs(left + right - 2 * 196) <= 2
    assert abs(top + bottom - 2 * 546) <= 2


def test_the_voice_has_its_colour() -> None:
    edge = [draw(replace(CARD, hue=hue)).convert("RGB").getpixel((600, 625)) for hue in (0, 240)]
    assert edge == [(129, 49, 49), (49, 49, 129)]
