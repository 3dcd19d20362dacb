import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wisdom_model.text.tokenizer import tokenize

any_text = st.text(st.characters())  # every code point, surrogates included


@given(any_text)
@example("don't\r\n\r\n  it's—so  ")
@example("\u2028\x85\x1c\x00\ufeff")
@example("\ud800n't")
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(tokenize(text)) == text


@given(any_text)
def test_no_token_is_empty(text: str) -> None:
    assert "" not in tokenize(text)


@given(any_text)
def test_a_token_has_at_most_one_leading_space(text: str) -> None:
    assert not [token for token in tokenize(text) if token.startswith("  ")]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Call me Ishmael.", ["Call", " me", " Ishmael", "."]),
        ("I don't", ["I", " do", "n't"]),
        ("CAN’T", ["CA", "N’T"]),
        ("it's they’ll I'd", ["it", "'s", " they", "’ll", " I", "'d"]),
        ("o'clock", ["o", "'", "clock"]),
        ("'tis", ["'", "tis"]),
        ("sea-captain—never", ["sea", "-", "captain", "—", "never"]),
        ("no--never... what?!", ["no", "--", "never", "...", " what", "?", "!"]),
        ("1,000 men", ["1", ",", "000", " men"]),
        ("end.\n\nNext", ["end", ".", "\n\n", "Next"]),
        ("a  b\tc", ["a", " ", " b", "\t", "c"]),
        ("cafe\u0301 naïve", ["cafe\u0301", " naïve"]),
        ("नमस्ते दुनिया", ["नमस्ते", " दुनिया"]),
        ("日本語 で", ["日", "本", "語", " で"]),
        ("_x_", ["_", "x", "_"]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens
