"""Bar charts as HTML: exact output, odd values and labels."""

import re

import pytest

from wisdom_training.charts.bar_chart import (
    MISSING,
    STYLE,
    Bar,
    BarChart,
    Row,
    Scale,
    render_html,
)

BITS = BarChart(
    "Bits", "less is better", "who", ["bits"],
    [
        Row("both", [Bar(1.5, "1.500", strong=True)], Scale(0, 2)),
        Row("one", [Bar(2.0, "2.000")], Scale(0, 2)),
    ],
)  # fmt: skip
SHARES = BarChart(
    "Shares", "of all", "of what", ["posts", "author"],
    [Row("pairs", [Bar(0.5, "50 %", strong=True), Bar(1.0, "100 %")], Scale(0, 1))],
)  # fmt: skip


def render(chart: BarChart) -> list[str]:
    """The lines of the HTML without its style."""
    return re.sub(r"<style>.*?</style>\n", "", render_html(chart), flags=re.DOTALL).splitlines()


def draw(bar: str) -> str:
    return (
        '<svg width="100%" height="8" fill="currentColor" aria-hidden="true">'
        f'<rect width="100%" height="100%" opacity=".1"/>{bar}</svg>'
    )


def render_bars(*values: float | None) -> list[tuple[str, str]]:
    """Where the bars of a row with these values begin, and their lengths, in percent."""
    row = Row("", [Bar(value, f"{value}") for value in values], Scale.fit(values))
    html = render_html(BarChart("", "", "", ["a"] * len(values), [row]))
    return re.findall(r'<rect x="(.*?)%" width="(.*?)%"', html)


def test_the_bars_of_one_column_are_below_the_labels() -> None:
    best = draw('<rect x="0%" width="75%" height="100%" stroke="currentColor"/>')
    other = draw('<rect x="0%" width="100%" height="100%" stroke="currentColor" opacity="0.6"/>')
    heads = '<th scope="col" class="wisdom-label">who</th><th scope="col">bits</th>'
    assert render(BITS) == [
        '<figure class="wisdom-chart">',
        '<table class="wisdom-bars wisdom-bars--single">',
        "<caption><strong>Bits</strong> less is better</caption>",
        f"<thead><tr>{heads}</tr></thead>",
        "<tbody>",
        f'<tr class="wisdom-strong"><th scope="row">both{best}</th><td>1.500</td></tr>',
        f'<tr><th scope="row">one{other}</th><td>2.000</td></tr>',
        "</tbody>",
        "</table>",
        "</figure>",
    ]


def test_the_bars_of_several_columns_are_below_the_numbers() -> None:
    ours = draw('<rect x="0%" width="50%" height="100%" stroke="currentColor"/>')
    theirs = draw('<rect x="0%" width="100%" height="100%" stroke="currentColor" opacity="0.6"/>')
    lines = render(SHARES)
    assert lines[3] == (
        '<thead><tr><th scope="col" class="wisdom-label">of what</th>'
        '<th scope="col" class="wisdom-strong">posts</th><th scope="col">author</th></tr></thead>'
    )
    assert lines[5] == (
        f'<tr><th scope="row">pairs</th><td class="wisdom-strong">50 %{ours}</td>'
        f"<td>100 %{theirs}</td></tr>"
    )


def test_markdown_keeps_it_in_one_block() -> None:
    assert "" not in render_html(BITS).splitlines()


def test_the_style_is_part_of_it_or_comes_from_the_page() -> None:
    styled, bare = render_html(BITS), render_html(BITS, with_style=False)
    assert styled.count(STYLE) == 1
    assert bare.splitlines() == render(BITS)


def test_every_text_is_escaped() -> None:
    odd = BarChart("<a> & b", "<c>", "<d>", ["<e>"], [Row("<f>", [Bar(1, "<g>")], Scale(0, 1))])
    html = "\n".join(render(odd))
    assert "<caption><strong>&lt;a&gt; &amp; b</strong> &lt;c&gt;</caption>" in html
    for letter in "defg":
        assert f">&lt;{letter}&gt;<" in html


def test_what_was_not_measured_has_no_bar_and_says_so() -> None:
    lines = render(BarChart("", "", "", ["a"], [Row("slips", [Bar(None, MISSING)], Scale(0, 1))]))
    assert '<tr><th scope="row">slips</th><td>not measured</td></tr>' in lines


@pytest.mark.parametrize(
    ("values", "bars"),
    [
        ([1.0, 4.0], [("0", "25"), ("0", "100")]),
        ([0.0, 4.0], [("0", "100")]),  # no bar for 0
        ([0.0, 0.0], []),
        ([None, 4.0], [("0", "100")]),
        ([0.0001, 1.0], [("0", "0.01"), ("0", "100")]),
        ([-1.0, 3.0], [("0", "25"), ("25", "75")]),  # both begin at 0
        ([-2.0, -1.0], [("0", "100"), ("50", "50")]),
    ],
)
def test_bars_are_as_long_as_their_values(
    values: list[float | None], bars: list[tuple[str, str]]
) -> None:
    assert render_bars(*values) == bars


def test_the_outline_of_a_tiny_bar_is_in_sight() -> None:
    row = Row("", [Bar(0.0001, "0.01 %")], Scale(0, 1))
    html = render_html(BarChart("", "", "", ["a"], [row]))
    assert '<rect x="0%" width="0.01%" height="100%" stroke="currentColor"' in html
