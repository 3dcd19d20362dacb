import pytest
from hypothesis import given
from hypothesis import strategies as st

from wisdom_model.text.folding import fold_accents


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ann’s", "ann's"),
        ("ÇELİK", "celik"),
        ("Çelik", "celik"),
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("Weiß", "weiss"),
        ("Æsop", "aesop"),
        ("Дмитрий", "дмитрии"),
        ("ＡＮＮ", "ann"),
    ],
)
def test_case_and_accents_make_no_difference(text: str, folded: str) -> None:
    assert fold_accents(text) == folded


@given(st.text(), st.text())
def test_parts_are_folded_like_the_whole(first: str, second: str) -> None:
    assert fold_accents(first + second) == fold_accents(first) + fold_accents(second)
