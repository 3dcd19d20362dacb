from types import SimpleNamespace

import pytest

from mkdocs_wisdom.pages.site_language import open_site_language


@pytest.mark.parametrize(
    ("theme", "tag"),
    [({"language": "de", "locale": "fr"}, "de"), ({"locale": "pt_BR"}, "pt-BR"), ({}, "en")],
)
def test_the_language_is_the_themes(theme: dict[str, str], tag: str) -> None:
    config = SimpleNamespace(theme=theme)
    assert open_site_language(config, "", {}).tag == tag  # type: ignore[arg-type]


def test_a_given_language_beats_the_themes() -> None:
    config = SimpleNamespace(theme={"language": "de"})
    assert open_site_language(config, "fr", {}).tag == "fr"  # type: ignore[arg-type]


def test_given_texts_replace_those_of_the_language() -> None:
    config = SimpleNamespace(theme={"language": "de"})
    language = open_site_language(config, "", {"surprise": "Würfeln"})  # type: ignore[arg-type]
    assert (language.say("surprise"), language.say("archive")) == ("Würfeln", "Archiv")


def test_a_language_without_a_file_is_named(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    config = SimpleNamespace(theme={"locale": "sv"})
    open_site_language(config, "", {})  # type: ignore[arg-type]
    (message,) = caplog.messages
    assert message == (
        "mkdocs_wisdom: the site's language is 'sv', but only ar, de, en, es, fr, it, ja, nl, pl, "
        "pt, ru, uk, zh have files: the words are English, unless `strings` has them"
    )
