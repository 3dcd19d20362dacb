import pytest

from mkdocs_wisdom.ellipsis import break_off


@pytest.mark.parametrize(
    ("beginning", "text"), [("a, b", "a, b…"), ("a —", "a…"), ("我喜欢。", "我喜欢…"), ("", "…")]
)
def test_an_ellipsis_replaces_the_last_punctuation(beginning: str, text: str) -> None:
    assert break_off(beginning) == text
