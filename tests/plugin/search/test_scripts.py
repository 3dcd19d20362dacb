import pytest

from mkdocs_wisdom.errors import SiteError
from mkdocs_wisdom.search import scripts
from mkdocs_wisdom.search.scripts import build_engine, find_stemmer


@pytest.mark.parametrize(
    ("site", "language"),
    [("en", "en"), ("pt-BR", "pt"), ("nb", "no"), ("de_AT", "de"), ("zh", "zh")],
)
def test_a_sites_language_names_a_stemmer(site: str, language: str) -> None:
    assert find_stemmer(site) == language


def test_only_the_languages_stemmer_is_in_the_engine() -> None:
    (english, small), (german, large) = build_engine("en"), build_engine("de")
    assert english != german
    assert ("lunr.Index" in small, "lunr.de" in small, "lunr.de" in large) == (True, False, True)
    assert build_engine("zh") == build_engine("en")


def test_a_missing_script_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "STEMMERS", {"xx"})
    with pytest.raises(SiteError, match=r"needs lunr\.xx\.js, which .* ships as .*Install"):
        build_engine("xx")
