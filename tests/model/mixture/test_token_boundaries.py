import pytest

from wisdom_model.mixture.token_boundaries import TokenBoundaries


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (" whale", "ant"), ("日", ""), (" 12", "5"), ("--", "-"), (" ", "ant5-'_日"),
        ("\n\n", "\n"), ("\t", ""), ("_", "_"), ("'", "'"), ("n't", "ant"),
        ("\x1e", ""),
    ],
)  # fmt: skip
def test_what_would_belong_to_a_token(token: str, expected: str) -> None:
    characters = "ant5-'_日 \n\t\x1e"
    mask = TokenBoundaries(characters).continuations(token)
    assert "".join(c for c, m in zip(characters, mask, strict=True) if m) == expected


@pytest.mark.parametrize(
    ("token", "before", "expected"),
    [
        (" do", "I", [(1, ("n't",))]),
        (" can", "I", [(1, ("n't",)), (-1, ("'t",))]),
        (" n", "so", [(1, ("n't",))]),  # all of it would be the clitic's
        ("'", "it", [(-1, ("s", "m", "d", "ll", "re", "ve"))]),
        ("’", "can", [(-1, ("s", "m", "d", "ll", "re", "ve", "t"))]),
        ("'", "it ", []),
        ("ll", "they'", [(1, ("n't",)), (-1, ("",))]),
        ("clock", "o'", [(1, ("n't",))]),
        (" 12", "at", []),
        (".", "so", []),
    ],
)
def test_what_else_decides_whether_a_token_ends(
    token: str, before: str, expected: list[tuple[int, tuple[str, ...]]]
) -> None:
    assert TokenBoundaries("ant").corrections(token, before) == expected
