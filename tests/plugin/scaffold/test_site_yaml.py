import pytest
import yaml

from mkdocs_wisdom.scaffold.site_yaml import (
    has_key,
    quote_scalar,
    read_plugins,
    read_scalar,
    read_theme,
)


@pytest.mark.parametrize(
    "name",
    ["No", "007", "a: b", "a #b", "'a'", '"a"', "Wal 🐳", "מוֹבִּי דיק", "- a", "~", "{a}", "a\\b"],
)
def test_a_quoted_name_is_read_back_as_it_was(name: str) -> None:
    assert yaml.safe_load(f"author: {quote_scalar(name)}") == {"author": name}


def test_a_scalar_with_a_tag_is_not_known() -> None:
    text = "docs_dir: !ENV [DOCS, docs]\nsite_name: Sea\ntheme: {name: material}\n"
    assert read_scalar(text, "docs_dir") is None
    assert read_scalar(text, "site_name") == "Sea"
    assert read_theme(text) == "material"
    assert read_theme("theme: readthedocs\n") == "readthedocs"
    assert read_theme("site_name: Sea\n") == ""


def test_names_of_plugins_in_a_list_and_in_a_mapping() -> None:
    assert read_plugins("plugins: [search, {blog: {a: 1}}, social: ]\n") == [
        "search",
        "blog",
        "social",
    ]
    assert read_plugins("plugins:\n  search:\n  blog: {a: 1}\n") == ["search", "blog"]
    assert read_plugins("site_name: Sea\n") == []


def test_a_key_with_a_tag_is_there() -> None:
    assert has_key("INHERIT: !ENV [BASE]\n", "INHERIT")
    assert not has_key("site_name: Sea\n", "INHERIT")
