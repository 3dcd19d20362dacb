from typing import Any

from mkdocs.structure.files import File

from mkdocs_wisdom.pages.translated_sitemap import extend_sitemap


def make_file(uri: str) -> File:
    return File(uri, None, "site", use_directory_urls=True)


def test_pages_join_those_of_the_default_language() -> None:
    home, accueil, feed = make_file("index.md"), make_file("index.fr.md"), make_file("feed.md")
    context: dict[str, Any] = {"i18n_alternates": {"en": [home], "fr": [accueil]}}
    extend_sitemap(context, [feed])
    assert context == {"i18n_alternates": {"en": [home, feed], "fr": [accueil]}}


def test_pages_have_no_translation() -> None:
    feed = make_file("feed.md")
    extend_sitemap({"i18n_alternates": {"en": []}}, [feed])
    assert feed.alternates == {}


def test_a_site_without_translations_keeps_its_context() -> None:
    context: dict[str, Any] = {"pages": []}
    extend_sitemap(context, [make_file("feed.md")])
    assert context == {"pages": []}
