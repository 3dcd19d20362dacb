"""A page with an evaluation's charts, and with one of odd values."""

from training.evaluation.measures import FOUND
from wisdom_training.charts.bar_chart import MISSING, Bar, BarChart, Row, Scale, render_html
from wisdom_training.evaluation.charts import list_charts

ODD = BarChart(
    "Odd values", "", "label", ["one", "two", "three"],
    [
        Row("w" * 200, [Bar(-1.0, "-1"), Bar(0.0, "0"), Bar(3.0, "3")], Scale(-1, 3)),
        Row("never measured", [Bar(None, MISSING)] * 3, Scale(0, 0)),
        Row("tiny", [Bar(1e-9, "<0.1"), Bar(1.0, "1"), Bar(1.0, "1" * 40)], Scale(0, 1)),
    ],
)  # fmt: skip

CHARTS = "\n\n".join(["# Charts", *map(render_html, [*list_charts(FOUND).values(), ODD])])
