from dataclasses import fields, replace
from pathlib import Path

import pytest

from fonts import save_font
from mkdocs_wisdom.cards.card import Card, name_picture
from mkdocs_wisdom.cards.font_choice import FontChoice
from mkdocs_wisdom.cards.font_file import read_face

CARD = Card("Call me", "Ishmael")


def make_fonts(*own: Path, shapes: bool = True) -> FontChoice:
    return FontChoice(list(map(read_face, own)), find=lambda *_: None, shapes=shapes)


FONTS = make_fonts()
OTHERS = {"text": "Call him", "quoted": True, "hue": 8, "avatar": b"x", "direction": "rtl"}


def test_the_name_is_that_of_the_same_card() -> None:
    name = name_picture(CARD, FONTS, "13")
    assert len(name) == 32
    assert name == name_picture(replace(CARD), make_fonts(), "13")


@pytest.mark.parametrize("field", [field.name for field in fields(Card)])
def test_everything_on_a_card_changes_its_name(field: str) -> None:
    changed = replace(CARD, **{field: OTHERS.get(field, "other")})
    assert name_picture(changed, FONTS, "13") != name_picture(CARD, FONTS, "13")


def test_what_draws_it_changes_its_name(tmp_path: Path) -> None:
    own = [
        make_fonts(save_font(tmp_path / f"{width}.ttf", "Cal", width=width)) for width in (500, 600)
    ]
    bare = make_fonts(shapes=False)
    names = {name_picture(CARD, fonts, "13") for fonts in (FONTS, *own, bare)}
    assert len(names | {name_picture(CARD, FONTS, "14")}) == 5


def test_a_font_that_draws_nothing_of_it_leaves_the_name(tmp_path: Path) -> None:
    unused = make_fonts(save_font(tmp_path / "a.ttf", "ש"))
    assert name_picture(CARD, unused, "13") == name_picture(CARD, FONTS, "13")
