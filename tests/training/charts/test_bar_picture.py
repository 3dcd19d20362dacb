"""Bar charts as SVG files."""

import xml.etree.ElementTree as ET

from wisdom_training.charts.bar_chart import MISSING, Bar, BarChart, Row, Scale
from wisdom_training.charts.bar_picture import render_picture

SVG = "{http://www.w3.org/2000/svg}"
SHARES = BarChart(
    "Shares", "of all", "of what", ["posts", "author"],
    [Row("pairs", [Bar(0.5, "50 %", strong=True), Bar(1.0, "100 %")], Scale(0, 1))],
)  # fmt: skip


def chart(label: str, *bars: Bar, title: str = "Bits") -> BarChart:
    row = Row(label, bars, Scale.fit(bar.value for bar in bars))
    return BarChart(title, "", "", ["a"] * len(bars), [row])


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 (our own)


def texts(svg: str) -> list[str | None]:
    return [each.text for each in read(svg).iter(f"{SVG}text")]


def bars(svg: str) -> list[tuple[str | None, float, float]]:
    """The class, the beginning and the width of each rectangle on the panel."""
    found = list(read(svg).iter(f"{SVG}rect"))[1:]
    return [(each.get("class"), float(each.attrib["x"]), float(each.attrib["width"]))
            for each in found]  # fmt: skip


def test_a_picture_in_full() -> None:
    svg = render_picture(chart("both", Bar(1.5, "1.500", strong=True)), "Moby-Dick")
    style = svg[svg.index("<style>") : svg.index("</style>")]
    assert svg.replace(style, "<style>").splitlines() == [
        (
            '<svg xmlns="http://www.w3.org/2000/svg" class="wisdom-picture" '
            'width="360" height="110" viewBox="0 0 360 110">'
        ),
        "<title>Moby-Dick: Bits</title>",
        "<style></style>",
        '<rect class="paper" width="100%" height="100%" rx="8"/>',
        '<text x="16" y="31" class="bold">Moby-Dick</text>',
        '<text x="16" y="51" class="bold">Bits</text>',
        '<text x="16" y="83" class="bold">both</text>',
        '<text x="344" y="83" class="bold" text-anchor="end">1.500</text>',
        '<rect class="shape" x="16.00" y="88" width="328.00" height="8" opacity="0.1"/>',
        '<rect class="shape strong" x="16.00" y="88" width="328.00" height="8" opacity="1"/>',
        "</svg>",
    ]


def test_columns_are_beside_each_other() -> None:
    svg = render_picture(SHARES)
    assert texts(svg) == ["Shares", "of all", "posts", "author", "pairs", "50 %", "100 %"]
    assert bars(svg) == [
        ("shape", 16, 158), ("shape strong", 16, 79), ("shape", 186, 158), ("shape", 186, 158),
    ]  # fmt: skip


def test_long_labels_have_several_lines() -> None:
    drawn = texts(render_picture(chart("whale " * 12 + "w" * 70, Bar(1, "1"))))
    assert drawn == [
        "Bits", "whale whale whale whale whale", "whale whale whale whale whale",
        f"whale whale {'w' * 20}", "w" * 32, "w" * 18, "1",
    ]  # fmt: skip


def test_wide_characters_take_the_room_of_two() -> None:
    assert texts(render_picture(chart("", Bar(1, "1"), title="鯨" * 30)))[:2] == [
        "鯨" * 21,
        "鯨" * 9,
    ]


def test_texts_are_escaped() -> None:
    assert texts(render_picture(chart("a<b & c", Bar(1, "1")))) == ["Bits", "a<b & c", "1"]


def test_a_tiny_bar_is_a_pixel_and_0_is_none() -> None:
    svg = render_picture(chart("", Bar(1e-6, "0"), Bar(1, "1"), Bar(0, "0")))
    assert [width for kind, _, width in bars(svg)] == [101.33, 1, 101.33, 101.33, 101.33]


def test_bars_of_negative_values_end_at_0() -> None:
    svg = render_picture(chart("", Bar(-1, "-1"), Bar(3, "3")))
    assert bars(svg)[1] == ("shape", 16, 39.5)
    assert bars(svg)[3] == ("shape", 186 + 39.5, 118.5)


def test_what_was_not_measured_has_no_bar() -> None:
    svg = render_picture(chart("slips", Bar(None, MISSING)))
    assert (texts(svg), bars(svg)) == (["Bits", "slips", "not measured"], [])
