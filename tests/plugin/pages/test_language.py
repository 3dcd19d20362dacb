from types import SimpleNamespace

import pytest

from mkdocs_wisdom.pages.language import find_language


@pytest.mark.parametrize(
    ("theme", "language"),
    [({"language": "de", "locale": "fr"}, "de"), ({"locale": "pt_BR"}, "pt-BR"), ({}, "en")],
)
def test_the_language_is_the_themes(theme: dict[str, str], language: str) -> None:
    assert find_language(SimpleNamespace(theme=theme)) == language  # type: ignore[arg-type]


def test_a_given_language_beats_the_themes() -> None:
    config = SimpleNamespace(theme={"language": "de"})
    assert find_language(config, "fr") == "fr"  # type: ignore[arg-type]
