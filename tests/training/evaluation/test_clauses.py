"""Runs of words that only white space separates."""

from wisdom_training.evaluation.clauses import list_pairs, split_clauses


def test_marks_and_line_breaks_end_a_run() -> None:
    text = "He'd go, then  stay—or not.\nWell-made “things” last"
    assert list(split_clauses(text)) == [
        ["He'd", "go"],
        ["then", "stay"],
        ["or", "not"],
        ["Well-made"],
        ["things"],
        ["last"],
    ]


def test_pairs_are_within_runs() -> None:
    assert list(list_pairs("One two three. Four five.")) == [
        ("One", "two"),
        ("two", "three"),
        ("Four", "five"),
    ]


def test_a_text_without_words_has_no_runs() -> None:
    assert list(split_clauses("… — !")) == []
