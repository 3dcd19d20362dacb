import pytest

from wisdom_model.errors import quote


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("a\n", r"'a\n'"),
        (None, "None"),
        ([1] * 9, "[1, 1, 1, 1, 1, 1, ...]"),
        ("x" * 200, f"'{'x' * 47}...{'x' * 48}'"),
    ],
)
def test_a_value_is_quoted_in_short(value: object, quoted: str) -> None:
    assert quote(value) == quoted


def test_a_number_that_python_does_not_write_is_named_by_its_type() -> None:
    assert quote(10**5000) == "<int of too many digits>"


def test_no_quotation_is_much_longer_than_a_hundred_characters() -> None:
    assert len(quote([["x" * 99] * 9] * 9)) == 121
