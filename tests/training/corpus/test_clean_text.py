"""Characters that every text has in one form only."""

from wisdom_training.corpus.clean_text import clean_text


def test_text_is_normalised() -> None:
    raw = "a\tb\r\nc \rcafe\u0301\x00\x07\u00ad\ufeff\u2028d\fe"
    assert clean_text(raw) == "a b\nc\ncaf\u00e9\nd\n\ne"
