"""What all pictures of charts have in common."""

import xml.etree.ElementTree as ET

import pytest

from wisdom_training.charts.picture import BLUE, DARK, INK, PAPER, WIDTH, Picture, wrap

SVG = "{http://www.w3.org/2000/svg}"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, https://www.w3.org/TR/WCAG22/)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                  for part in parts]  # fmt: skip
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one) + 0.05, luminance(other) + 0.05))
    return light / dark


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 (our own)


def read_style() -> str:
    return read(Picture().render("Title")).findtext(f"{SVG}style") or ""


@pytest.mark.parametrize("colour", [INK, BLUE])
def test_what_is_drawn_can_be_told_from_the_paper_in_both_schemes(colour: str) -> None:
    assert contrast(colour, PAPER) >= 4.5
    assert contrast(DARK[colour], DARK[PAPER]) >= 4.5


def test_a_file_has_its_own_colours_for_both_schemes() -> None:
    light, _, dark = read_style().partition("@media(prefers-color-scheme:dark){")
    assert ":root.wisdom-picture .paper{fill:#ffffff}" in light
    assert ":root.wisdom-picture .paper{fill:#1e2129}" in dark


def test_in_a_page_it_has_the_colours_of_the_page() -> None:
    rules = [rule for rule in read_style().split("}") if ":root" not in rule]
    assert not [rule for rule in rules if "#" in rule]
    assert ".wisdom-picture .paper{fill:none" in rules


def test_its_style_changes_nothing_else_of_a_page() -> None:
    selectors = [rule.rpartition("{")[0] for rule in read_style().split("}") if rule]
    assert [each for each in selectors if ".wisdom-picture" not in each] == []


def test_the_text_can_be_read_on_a_phone() -> None:
    assert ".wisdom-picture text{font:14px " in read_style()
    assert WIDTH <= 390


def test_it_grows_with_its_lines() -> None:
    picture = Picture()
    picture.write(["one", "two"], bold=True)
    picture.put("three", 344, 60, anchor="end")
    root = read(picture.render("Title"))
    assert (root.get("width"), root.get("height")) == ("360", "72")
    assert [each.attrib for each in root.iter(f"{SVG}text")] == [
        {"x": "16", "y": "31", "class": "bold"},
        {"x": "16", "y": "51", "class": "bold"},
        {"x": "344", "y": "65", "text-anchor": "end"},
    ]


def test_a_description_is_read_instead_of_the_texts() -> None:
    root = read(Picture().render("a < b", "b & c"))
    assert root.get("role") == "img"
    assert [root.findtext(f"{SVG}{each}") for each in ("title", "desc")] == ["a < b", "b & c"]


def test_without_a_description_the_texts_are_read() -> None:
    root = read(Picture().render("Title"))
    assert root.get("role") is None
    assert root.find(f"{SVG}desc") is None


def test_wide_characters_take_the_room_of_two() -> None:
    assert wrap("鯨" * 30) == ["鯨" * 21, "鯨" * 9]
