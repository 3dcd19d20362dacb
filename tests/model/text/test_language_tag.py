import pytest

from wisdom_model.text.language_tag import primary_code


@pytest.mark.parametrize("tag", ["pt", "pt-BR", "pt_BR", "PT-br"])
def test_the_language_of_a_tag(tag: str) -> None:
    assert primary_code(tag) == "pt"
