"""Lines over an axis."""

import xml.etree.ElementTree as ET

from wisdom_training.charts.line_plot import Line, LinePlot, draw_plot, keep_apart, measure_left
from wisdom_training.charts.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"
LEFT = 72.0  # so that the lines are 200 pixels long


def draw(plot: LinePlot) -> list[ET.Element]:
    """The elements above the paper."""
    picture = Picture()
    draw_plot(picture, plot, LEFT)
    root = ET.fromstring(picture.render("Title"))  # noqa: S314 (our own)
    paper = root.find(f"{SVG}rect")
    assert paper is not None
    return list(root)[list(root).index(paper) + 1 :]


def list_lines(elements: list[ET.Element]) -> list[dict[str, str]]:
    return [each.attrib for each in elements if each.get("stroke-width") and each.get("d")]


def list_texts(elements: list[ET.Element]) -> list[tuple[str | None, str, str]]:
    """Each text, and where it is."""
    return [(each.text, each.attrib["x"], each.attrib["y"]) for each in elements
            if each.tag == f"{SVG}text"]  # fmt: skip


def test_a_strong_line_and_a_dashed_one() -> None:
    lines = [Line("up", [1, 2], strong=True), Line("down", [2, 1.5], dashed=True)]
    assert list_lines(draw(LinePlot([1, 2], lines, 100))) == [
        {"class": "line strong", "stroke-width": "2", "d": "M172.0 116.0L272.0 16.0"},
        {
            "class": "line",
            "stroke-width": "2",
            "stroke-dasharray": "5 3",
            "d": "M172.0 16.0L272.0 66.0",
        },
    ]


def test_names_are_at_the_ends_of_the_lines() -> None:
    lines = [Line("up", [1, 2], strong=True), Line("down", [2, 1], dashed=True)]
    elements = draw(LinePlot([1, 2], lines, 100))
    assert list_texts(elements)[-2:] == [("up", "282", "21"), ("down", "282", "121")]
    assert [each.get("class") for each in elements if each.text in {"up", "down"}] == ["bold", None]


def test_the_numbers_on_the_left_have_lines() -> None:
    elements = draw(LinePlot([1], [Line("", [1.0]), Line("", [2.0])], 100, steps=2))
    assert list_texts(elements)[:3] == [
        ("1.0", "66", "121"), ("1.5", "66", "71"), ("2.0", "66", "21"),
    ]  # fmt: skip
    assert [each.get("d") for each in elements if each.get("opacity") == ".2"] == [
        "M72 116.0H272", "M72 66.0H272", "M72 16.0H272",
    ]  # fmt: skip


def test_0_may_be_on_the_left() -> None:
    plot = LinePlot([1], [Line("", [4.0])], 100, steps=2, from_zero=True)
    assert plot.list_ticks() == [0, 2, 4]


def test_the_axis_has_its_name_and_round_numbers_up_to_the_last_place() -> None:
    plot = LinePlot([1, 5], [Line("", [1, 2])], 100, axis="epoch")
    assert list_texts(draw(plot))[-7:] == [
        ("0", "72", "135"), ("1", "112", "135"), ("2", "152", "135"), ("3", "192", "135"),
        ("4", "232", "135"), ("5", "272", "135"), ("epoch", "344", "135"),
    ]  # fmt: skip


def test_fractions_of_a_few_places_are_on_the_axis() -> None:
    plot = LinePlot([0.5, 1], [Line("", [1, 2])], 100, axis="epoch")
    assert [text for text, *_ in list_texts(draw(plot))][-7:-1] == [
        "0", "0.2", "0.4", "0.6", "0.8", "1.0",
    ]  # fmt: skip


def test_few_points_have_dots() -> None:
    for number, dots in ((12, 12), (13, 0)):
        values = [float(value) for value in range(1, number + 1)]
        elements = draw(LinePlot(values, [Line("", values)], 100))
        assert len([each for each in elements if each.tag == f"{SVG}circle"]) == dots


def test_a_single_point_is_a_dot() -> None:
    elements = draw(LinePlot([0.5], [Line("", [3.0])], 100, steps=2, from_zero=True))
    (dot,) = [each for each in elements if each.tag == f"{SVG}circle"]
    assert (dot.get("cx"), dot.get("cy"), dot.get("r")) == ("272.0", "41.0", "2.5")


def test_a_ring_is_around_its_point() -> None:
    elements = draw(LinePlot([1, 2], [Line("", [1, 2])], 100, ring=(2, 2)))
    (ring,) = [each for each in elements if each.get("r") == "5"]
    assert (ring.get("class"), ring.get("cx"), ring.get("cy")) == ("line strong", "272.0", "16.0")


def test_the_longest_number_sets_the_left_of_all_plots() -> None:
    plots = [LinePlot([1], [Line("", [value])], 9, steps=2, from_zero=True) for value in (4, 0.04)]
    assert measure_left(plots) == 16 + 6 + 8 * len("0.04")


def test_names_that_are_too_close_are_moved_down_in_their_order() -> None:
    assert keep_apart([30.0, 20.0, 90.0], 17) == [37.0, 20.0, 90.0]


def test_coordinates_have_one_decimal() -> None:
    lines = list_lines(draw(LinePlot([1, 3, 7], [Line("", [1, 1.3, 1.7])], 100)))
    assert [each["d"] for each in lines] == ["M100.6 116.0L157.7 78.5L272.0 28.5"]
