from pathlib import Path

import pytest

from mkdocs_wisdom.config.config_file import find_configuration, read_options
from mkdocs_wisdom.errors import SettingError


def write(folder: Path, text: str) -> Path:
    path = folder / "mkdocs.yml"
    path.write_text(text)
    return path


def fail(path: Path | None, feed: str | None = None, **flags: object) -> str:
    with pytest.raises(SettingError) as caught:
        read_options(path, flags, feed=feed)
    return str(caught.value).replace(str(path), "mkdocs.yml")


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins: [search, wisdom: {seed: 7}]",
        "plugins: {search: {}, wisdom: {seed: 7}}",
        "plugins: [wisdom: {seed: !ENV [NO_SUCH_VARIABLE, 7]}]",
    ],
)
def test_options_are_those_of_the_plugin(tmp_path: Path, plugins: str) -> None:
    assert read_options(write(tmp_path, plugins), {}).seed == 7


@pytest.mark.parametrize(
    "text",
    ["", "site_name: Sea", "plugins:", "plugins: [search]", "plugins: [wisdom]",
     "plugins: [wisdom: ]", "plugins: {wisdom: }"],
)  # fmt: skip
def test_without_options_the_defaults_hold(tmp_path: Path, text: str) -> None:
    assert read_options(write(tmp_path, text), {}).seed == 0


def test_without_a_file_the_flags_hold() -> None:
    assert read_options(None, {"seed": 7}).seed == 7


def test_a_flag_replaces_an_option(tmp_path: Path) -> None:
    path = write(tmp_path, "plugins: [wisdom: {seed: 7, top_k: 3}]")
    options = read_options(path, {"seed": 8})
    assert (options.seed, options.top_k) == (8, 3)


def test_an_inherited_file_counts(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("plugins: {wisdom: {seed: 7}}")
    path = write(tmp_path, "INHERIT: base.yml\nplugins: {wisdom: {top_k: 3}}")
    options = read_options(path, {})
    assert (options.seed, options.top_k) == (7, 3)


def test_nothing_that_the_file_names_is_imported(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "theme: {name: no-such-theme}\n"
        "markdown_extensions:\n"
        "  - pymdownx.emoji: {emoji_index: !!python/name:no_such_module.emoji }\n"
        "  - snippets: {base_path: !relative $config_dir}\n"
        "plugins: [no-such-plugin, wisdom: {seed: 7}]\n",
    )
    assert read_options(path, {}).seed == 7


def test_lists_of_texts_are_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "prompts.txt").write_text("The sea\nI\n")
    path = write(tmp_path, "plugins: [wisdom: {prompts: prompts.txt}]")
    assert read_options(path, {}).prompts.items == ("The sea", "I")


TWO = "plugins:\n- wisdom\n- wisdom: {feed: ahab, seed: 7}\n- wisdom: {feed: ., seed: 9}\n"


@pytest.mark.parametrize(("feed", "seed"), [("wisdom", 0), ("ahab/", 7), ("/ahab", 7), (".", 9)])
def test_one_of_several_feeds_is_chosen(tmp_path: Path, feed: str, seed: int) -> None:
    assert read_options(write(tmp_path, TWO), {}, feed=feed).seed == seed


def test_several_feeds_need_a_choice(tmp_path: Path) -> None:
    path = write(tmp_path, TWO)
    assert fail(path) == (
        "mkdocs.yml has several feeds: choose one with --feed: wisdom/, ahab/ or ."
    )
    assert fail(path, "queequeg") == "--feed: found 'queequeg', allowed: wisdom/, ahab/ or ."


def test_errors_name_the_file_or_the_flag(tmp_path: Path) -> None:
    path = write(tmp_path, "plugins: [wisdom: {seed: x, sed: 1}]")
    assert fail(path).splitlines() == [
        "mkdocs.yml: wisdom: seed: found 'x', allowed: a whole number",
        "mkdocs.yml: wisdom: sed: Unrecognised configuration name: sed",
    ]
    assert fail(None, top_p=3.0) == "--top-p: found 3.0, allowed: a number above 0 and up to 1"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("- wisdom", "mkdocs.yml is ['wisdom']: expected lines of key: value"),
        ("plugins: [wisdom: 7]", "mkdocs.yml: wisdom is 7: expected lines of option: value"),
    ],
)
def test_another_shape_is_an_error(tmp_path: Path, text: str, error: str) -> None:
    assert fail(write(tmp_path, text)) == error


def test_a_file_that_is_not_yaml_is_an_error(tmp_path: Path) -> None:
    error = fail(write(tmp_path, "plugins: ["))
    assert error.startswith("mkdocs.yml: MkDocs encountered an error parsing the configuration")


def test_zensicals_file_has_them_as_well(tmp_path: Path) -> None:
    path = tmp_path / "zensical.toml"
    path.write_text(
        "[project.plugins.blog]\n[project.plugins.wisdom]\nseed = 7\nlength = [20, 35]\n"
    )
    options = read_options(path, {})
    assert (options.seed, options.length) == (7, [20, 35])


def test_toml_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "zensical.toml"
    path.write_text("[project]\nsite_name = Sea\n")
    assert fail(path) == "mkdocs.yml, line 2: Invalid value"


def test_mkdocs_yml_comes_first(tmp_path: Path) -> None:
    assert find_configuration(tmp_path) is None
    (tmp_path / "zensical.toml").touch()
    assert find_configuration(tmp_path) == tmp_path / "zensical.toml"
    (tmp_path / "mkdocs.yaml").touch()
    assert find_configuration(tmp_path) == tmp_path / "mkdocs.yaml"
    (tmp_path / "mkdocs.yml").touch()
    assert find_configuration(tmp_path) == tmp_path / "mkdocs.yml"
