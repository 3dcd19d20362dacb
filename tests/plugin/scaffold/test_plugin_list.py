"""Each case is the text before, the options, and the text after."""

import difflib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.scaffold.plugin_list import add_plugin
from mkdocs_wisdom.scaffold.site_yaml import read_plugins

AUTHOR = {"author": "Ada"}


def added_lines(before: str, after: str) -> list[str]:
    """The lines that are new; fails if any line is gone."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    assert [line for line in lines if line.startswith("-")] == []
    return [line[2:] for line in lines if line.startswith("+")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "site_name: Sea\n",
            "site_name: Sea\nplugins:\n  - search\n  - wisdom:\n      author: Ada\n",
            id="no plugins: MkDocs' own search is named",
        ),
        pytest.param(
            "site_name: Sea",
            "site_name: Sea\nplugins:\n  - search\n  - wisdom:\n      author: Ada\n",
            id="no line end at the end",
        ),
        pytest.param(
            "plugins:\n  - search\n  # - blog\n\nnav:\n  - index.md\n",
            "plugins:\n  - search\n  - wisdom:\n      author: Ada\n  # - blog\n\n"
            "nav:\n  - index.md\n",
            id="a list, with a comment behind it",
        ),
        pytest.param(
            "plugins:\n- search # ours\n- blog:\n    blog_dir: news # here\nnav: []\n",
            "plugins:\n- search # ours\n- blog:\n    blog_dir: news # here\n"
            "- wisdom:\n    author: Ada\nnav: []\n",
            id="a list that is not indented",
        ),
        pytest.param(
            "plugins: &p\n    - search\n    - blog:\nnav: []\n",
            "plugins: &p\n    - search\n    - blog:\n    - wisdom:\n        author: Ada\nnav: []\n",
            id="an anchor, and a plugin with a colon and nothing behind it",
        ),
        pytest.param(
            "plugins:\n  search: {}\n  macros:\n    module_name: m\nnav: []\n",
            "plugins:\n  search: {}\n  macros:\n    module_name: m\n"
            "  wisdom:\n    author: Ada\nnav: []\n",
            id="a mapping",
        ),
        pytest.param(
            "plugins: [search, blog] # two\nnav: []\n",
            'plugins: [search, blog, {wisdom: {"author": "Ada"}}] # two\nnav: []\n',
            id="a list in brackets",
        ),
        pytest.param(
            "plugins: [\n  search, # one\n]\n",
            'plugins: [\n  search, {wisdom: {"author": "Ada"}} # one\n]\n',
            id="brackets with a comma at the end",
        ),
        pytest.param(
            "plugins: []\n", 'plugins: [{wisdom: {"author": "Ada"}}]\n', id="empty brackets"
        ),
        pytest.param(
            "plugins: {search: {}}\n",
            'plugins: {search: {}, wisdom: {"author": "Ada"}}\n',
            id="a mapping in braces",
        ),
        pytest.param(
            "plugins:\nnav: []\n",
            "plugins:\n  - search\n  - wisdom:\n      author: Ada\nnav: []\n",
            id="a key with nothing behind it",
        ),
        pytest.param(
            '{"site_name": "Sea", "plugins": ["search"]}',
            '{"site_name": "Sea", "plugins": ["search", {wisdom: {"author": "Ada"}}]}',
            id="JSON with plugins",
        ),
        pytest.param(
            '{"site_name": "Sea"}',
            '{"site_name": "Sea", "plugins": ["search", {"wisdom": {"author": "Ada"}}]}',
            id="JSON without plugins",
        ),
        pytest.param(
            "plugins:\n  - macros:\n      text: |\n        a\n\n        b\n\nnav: []\n",
            "plugins:\n  - macros:\n      text: |\n        a\n\n        b\n\n"
            "  - wisdom:\n      author: Ada\nnav: []\n",
            id="a block of text at its end",
        ),
        pytest.param(
            "site_name: Sea\r\nplugins:\r\n  - search\r\n",
            "site_name: Sea\r\nplugins:\r\n  - search\r\n  - wisdom:\r\n      author: Ada\r\n",
            id="line ends of Windows",
        ),
        pytest.param(
            "\ufeffplugins:\n  - search\n",
            "\ufeffplugins:\n  - search\n  - wisdom:\n      author: Ada\n",
            id="a byte-order mark",
        ),
        pytest.param(
            "---\nsite_name: Sea\n...\n",
            "---\nsite_name: Sea\nplugins:\n  - search\n  - wisdom:\n      author: Ada\n...\n",
            id="marks of a document",
        ),
    ],
)
def test_the_plugin_is_inserted_and_nothing_else_changes(before: str, after: str) -> None:
    assert add_plugin(before, AUTHOR) == after
    names = read_plugins(before) or read_plugins(after)[:-1]
    assert read_plugins(after) == [*names, "wisdom"]


TAGS = """\
INHERIT: ../base.yml # of all sites
site_url: !ENV [SITE_URL, "http://localhost/"]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
  - pymdownx.snippets: {base_path: !relative $config_dir}
plugins:
  - social:
      enabled: !ENV [CI, false]
extra: {a: 1}
"""


def test_tags_and_comments_survive() -> None:
    assert added_lines(TAGS, add_plugin(TAGS, AUTHOR)) == ["  - wisdom:", "      author: Ada"]


def test_without_options_the_plugin_is_a_name() -> None:
    assert add_plugin("plugins:\n  - search\n", {}) == "plugins:\n  - search\n  - wisdom\n"
    assert add_plugin("plugins:\n  search:\n", {}) == "plugins:\n  search:\n  wisdom:\n"
    assert add_plugin("plugins: [search]\n", {}) == "plugins: [search, wisdom]\n"


def test_a_site_that_has_the_plugin_stays_as_it_is() -> None:
    for text in ("plugins: [wisdom]\n", "plugins:\n  wisdom:\n", "plugins:\n - wisdom: {}\n"):
        assert add_plugin(text, AUTHOR) == text


def test_an_inherited_list_is_copied_because_mkdocs_replaces_it() -> None:
    base = "site_name: All\nplugins:\n  - search\n  - blog: # news\n      blog_dir: n\n\nnav: []\n"
    assert add_plugin("INHERIT: base.yml\n", AUTHOR, base) == (
        "INHERIT: base.yml\n"
        "plugins:\n  - search\n  - blog: # news\n      blog_dir: n\n"
        "  - wisdom:\n      author: Ada\n"
    )


def test_an_inherited_mapping_is_added_to_because_mkdocs_merges_it() -> None:
    base = "plugins:\n  search: {}\n"
    assert add_plugin("INHERIT: base.yml\n", AUTHOR, base) == (
        "INHERIT: base.yml\nplugins:\n  wisdom:\n    author: Ada\n"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x: &p [search]\nplugins: *p\n", "'plugins' is neither a list nor a mapping"),
        ("plugins: !ENV [PLUGINS, [search]]\n", "'plugins' is neither a list nor a mapping"),
        ("plugins: search\n", "'plugins' is neither a list nor a mapping"),
        ("plugins: [a]\nplugins: [b]\n", "'plugins' is there twice"),
        ("x: &x {a: 1}\n<<: *x\n", "'plugins' may come from the merge key"),
    ],
)
def test_where_nothing_can_be_inserted_the_lines_are_given(text: str, reason: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        add_plugin(text, AUTHOR)
    assert reason in str(caught.value)
    assert str(caught.value).endswith("plugins:\n  - search\n  - wisdom:\n      author: Ada\n")


def test_an_inherited_list_with_an_alias_is_not_copied() -> None:
    base = "x: &x {a: 1}\nplugins:\n  - blog: *x\n"
    with pytest.raises(ScaffoldError, match="the inherited 'plugins' cannot be copied"):
        add_plugin("INHERIT: base.yml\n", AUTHOR, base)


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "{}\n"])
def test_a_file_without_settings_is_refused(text: str) -> None:
    with pytest.raises(ScaffoldError, match="this file has no settings"):
        add_plugin(text, AUTHOR)


def test_yaml_that_cannot_be_read_is_refused_with_its_line() -> None:
    with pytest.raises(ScaffoldError, match="line 3"):
        add_plugin("site_name: Sea\nplugins: [\n", AUTHOR)


@pytest.mark.parametrize(
    "name",
    ["No", "007", "a: b", "a #b", "'a'", '"a"', "Wal 🐳", "מוֹבִּי דיק", "- a", "~", "{a}", "a\\b"],
)
def test_names_are_read_back_as_they_were(name: str) -> None:
    for text in ("plugins:\n  - search\n", "plugins: [search]\n"):
        (_, plugin) = yaml.safe_load(add_plugin(text, {"author": name}))["plugins"]
        assert plugin == {"wisdom": {"author": name}}


NAMES = st.sampled_from(["search", "blog", "a: b", "#c", "é", "'q'", "- d"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.text("ab\n #:'", max_size=6),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=4,
)
PLUGINS = st.lists(NAMES | st.dictionaries(NAMES, VALUES, min_size=1, max_size=1), max_size=4)


@given(
    plugins=PLUGINS | st.dictionaries(NAMES, VALUES, max_size=3),
    rest=VALUES,
    style=st.sampled_from([True, False, None]),
    width=st.sampled_from([20, 1000]),
)
def test_whatever_pyyaml_writes_keeps_its_meaning(
    plugins: object, rest: object, style: bool | None, width: int
) -> None:
    site = {"site_name": "Sea", "plugins": plugins, "extra": rest}
    before = yaml.safe_dump(
        site, default_flow_style=style, width=width, allow_unicode=True, sort_keys=False
    )
    after = yaml.safe_load(add_plugin(before, AUTHOR))
    if isinstance(plugins, list):
        assert after == {**site, "plugins": [*plugins, {"wisdom": AUTHOR}]}
    else:
        assert after == {**site, "plugins": {**plugins, "wisdom": AUTHOR}}
