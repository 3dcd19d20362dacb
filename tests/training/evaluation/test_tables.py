"""Tables of figures."""

from training.evaluation.measures import AUTHOR, FOUND
from wisdom_training.evaluation.tables import describe_costs, describe_posts, list_measures


def test_costs_are_compared_with_the_better_single_model() -> None:
    assert describe_costs(FOUND).splitlines() == [
        (
            "How well the voice foresees the author: the first 60,000 of 61,234 characters of the "
            "test part"
        ),
        "strategy  bits/character  of the better single model  perplexity/word",
        "char              2.0000                       1.000             40.0",
        "word              2.5000                       1.250             80.0",
    ]


def test_each_measure_is_a_row() -> None:
    lines = describe_posts(FOUND).splitlines()
    assert lines[0].split() == ["product", "markov-chain", "author"]
    rows = {line[:64].strip(): line[64:].split() for line in lines}
    assert rows["word pairs that the author has"] == ["87.5%", "98.0%", "50.0%"]
    assert rows["slips of English grammar, in 1,000 words"] == ["0.50", "0.00", "0.25"]
    assert rows["longest copy, in words"] == ["5", "15", "6"]
    assert rows["distinct-3"] == ["0.750"] * 3
    assert len(lines) == 1 + len(list_measures())


def test_what_was_not_measured_is_a_dash() -> None:
    slips = next(each for each in list_measures() if each.key == "slips")
    assert slips.show(AUTHOR | {"slips": None}) == "-"
