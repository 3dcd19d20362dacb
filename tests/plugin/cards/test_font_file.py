"""Fonts are read without fontTools, and found to have what fontTools says they have."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from fonts import build_font, save_collection, save_font
from mkdocs_wisdom.cards.font_choice import BUNDLED
from mkdocs_wisdom.cards.font_file import FontFace, read_face

BEYOND = "\U00020000"  # needs a table of format 12


def list_characters(face: FontFace) -> set[int]:
    return {code for first, last in face.ranges for code in range(first, last + 1)}


def test_the_bundled_font_has_what_fonttools_says() -> None:
    assert list_characters(read_face(BUNDLED)) == set(TTFont(BUNDLED).getBestCmap())


@pytest.mark.parametrize("characters", [" ac", f" ac{BEYOND}"], ids=["format 4", "format 12"])
def test_a_font_has_its_characters_and_no_others(tmp_path: Path, characters: str) -> None:
    face = read_face(save_font(tmp_path / "a.ttf", characters))
    assert list_characters(face) == {ord(char) for char in characters}
    assert [face.has(char) for char in "abc"] == [True, False, True]


@pytest.mark.parametrize("form", [4, 12])
def test_a_character_whose_glyph_is_the_missing_one_is_missing(tmp_path: Path, form: int) -> None:
    font = build_font(" abc")
    (table,) = (each for each in font["cmap"].tables if (each.platformID, each.platEncID) == (3, 1))
    names = dict(table.cmap) | {ord("a"): ".notdef"}
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion = 0
    changed = CmapSubtable.newSubtable(form)
    changed.platformID, changed.platEncID, changed.language = 3, 1 if form == 4 else 10, 0
    changed.cmap = names
    font["cmap"].tables = [changed]
    font.save(tmp_path / "a.ttf")
    face = read_face(tmp_path / "a.ttf")
    assert [face.has(char) for char in " abc"] == [True, False, True, True]


def test_of_several_faces_the_one_nearest_to_regular_is_taken(tmp_path: Path) -> None:
    weights = [build_font("a", weight=weight) for weight in (900, 700, 300, 200)]
    face = read_face(save_collection(tmp_path / "a.ttc", *weights))
    assert (face.index, face.weight) == (2, 300)


def test_a_font_without_outlines_cannot_be_used(tmp_path: Path) -> None:
    font = build_font("a")
    del font["glyf"], font["loca"]
    font.save(tmp_path / "a.ttf")
    with pytest.raises(ValueError, match="it has no outlines of characters"):
        read_face(tmp_path / "a.ttf")


@pytest.mark.parametrize("length", [0, 8, 20, 300])
def test_a_damaged_font_is_one_error(tmp_path: Path, length: int) -> None:
    whole = save_font(tmp_path / "a.ttf", "a").read_bytes()
    (tmp_path / "a.ttf").write_bytes(whole[:length])
    with pytest.raises(ValueError, match=r"it is damaged, or no OpenType font|no table of Unicode"):
        read_face(tmp_path / "a.ttf")


def test_a_file_that_cannot_be_read_is_an_oserror(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_face(tmp_path / "none.ttf")
