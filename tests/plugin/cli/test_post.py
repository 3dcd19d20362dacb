import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mkdocs_wisdom.cli import post as command
from mkdocs_wisdom.cli.post import OPTION_FLAGS, post
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.config.settings import make_composer
from mkdocs_wisdom.posts.composer import Draft
from mkdocs_wisdom.posts.formats import FORMATS
from mkdocs_wisdom.posts.metadata import read_toml
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.replay import replay
from sites import NOON, Site, list_tree
from voices import random_voice
from wisdom_model.voice.file import save_voice

SHORT = ("--model", "tiny.safetensors", "--length", "5", "--candidates", "1")


@pytest.fixture
def folder(tmp_path: Path, voice_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a voice; it is noon on 2026-11-24."""
    shutil.copy(voice_file, tmp_path / "tiny.safetensors")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    monkeypatch.delenv("WISDOM_GENERATE", raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(post, arguments)


def write(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def fail(*arguments: str) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr.removeprefix("Error: ").strip()


def list_files(folder: Path) -> list[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*.md"))
    return sorted(path.as_posix() for path in found)


@pytest.mark.parametrize(
    ("format_name", "path"),
    [
        ("plain", "posts/2026-11-24.md"),
        ("material", "docs/blog/posts/2026-11-24.md"),
        ("zensical", "docs/blog/posts/2026-11-24.md"),
        ("jekyll", "_posts/2026-11-24-1.md"),
        ("hugo", "content/posts/2026-11-24.md"),
        ("astro", "src/content/blog/2026-11-24.md"),
        ("eleventy", "content/blog/2026-11-24.md"),
        ("pelican", "content/2026-11-24.md"),
    ],
)
def test_a_format_has_its_folder_and_one_post_a_day(
    folder: Path, format_name: str, path: str
) -> None:
    result = run("--format", format_name, *SHORT)
    assert (result.stdout, result.stderr) == (f"{path}\n", "")
    again = run("--format", format_name, *SHORT)
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == (
        f"Nothing written: {Path(path).parent} has the post of this day (2026-11-24). "
        "--force writes another one\n"
    )
    assert list_files(folder) == [path]


def test_every_format_has_a_test() -> None:
    (mark,) = [
        mark
        for mark in test_a_format_has_its_folder_and_one_post_a_day.pytestmark
        if mark.name == "parametrize"
    ]
    assert {name for name, _ in mark.args[1]} == set(FORMATS)


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_post_in_any_format_can_be_replayed(folder: Path, format_name: str) -> None:
    path = write("--format", format_name, "--prompts", "The <sea> & I", *SHORT).strip()
    result = CliRunner().invoke(replay, [path])
    size = (folder / path).stat().st_size
    assert (result.exit_code, result.stdout) == (0, f"{path}: the same, {size} bytes\n")


def test_the_words_are_the_same_in_every_format(folder: Path) -> None:
    for name in FORMATS:
        write("--format", name, "--into", name, *SHORT)
    texts = [path.read_text().partition("\n---\n")[2] for path in folder.rglob("*.md")]
    assert (len(texts), len(set(texts))) == (len(FORMATS), 1)


@pytest.mark.site
def test_a_post_and_its_figures_are_those_that_a_build_writes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.configure({"prompts": ["The sea"], "length": 7, "timezone": "Asia/Tokyo", "seed": 3})
    site.build()
    built = list_tree(site.posts)
    assert list(built) == ["2026-11-24.md", "xray/2026-11-24.json"]
    shutil.rmtree(site.posts)
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    assert write() == "posts/2026-11-24.md\n"
    assert list_tree(site.posts) == built


def configure(folder: Path, **options: object) -> None:
    given = {"model": "tiny.safetensors", "length": 5, "candidates": 1, **options}
    (folder / "mkdocs.yml").write_text(json.dumps({"plugins": [{"wisdom": given}]}))


def list_figures(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("xray/*.json"))


@pytest.mark.parametrize("arguments", [(), ("--into", "diary"), ("--into", "./diary/../diary")])
def test_in_the_sites_folder_a_post_has_figures(folder: Path, arguments: tuple[str, ...]) -> None:
    configure(folder, posts_dir="diary")
    assert run(*arguments).stderr == ""
    assert list_figures(folder) == ["diary/xray/2026-11-24.json"]


@pytest.mark.parametrize(
    "arguments", [("--into", "other"), ("--format", "hugo"), ("--format", "material")]
)
def test_for_another_generator_a_post_has_none(folder: Path, arguments: tuple[str, ...]) -> None:
    configure(folder)
    write(*arguments)
    assert list_figures(folder) == []


@pytest.mark.parametrize("options", [{"xray": False}, {"into": "blog"}])
def test_a_site_without_xray_gets_no_figures(folder: Path, options: dict[str, object]) -> None:
    configure(folder, **options)
    write()
    assert list_figures(folder) == []


def test_a_post_of_a_private_voice_has_none(folder: Path) -> None:
    voice = random_voice()
    path = folder / "tiny.safetensors"
    save_voice(path, replace(voice, metadata={**voice.metadata, "private": True}))
    configure(folder)
    result = run()
    assert (result.exit_code, result.stdout) == (0, "posts/2026-11-24.md\n")
    assert result.stderr == (
        "No X-ray of the post 2026-11-24: the voice tiny.safetensors is private: figures would "
        "tell what it read\n"
    )
    assert list_figures(folder) == []


def test_a_forced_post_of_one_day_has_a_number(folder: Path) -> None:
    for name, second in (("jekyll", "_posts/2026-11-24-2.md"), ("plain", "posts/2026-11-24-2.md")):
        write("--format", name, *SHORT)
        assert write("--format", name, "--force", *SHORT) == f"{second}\n"
    assert len(list_files(folder)) == 4


@pytest.mark.parametrize(("every", "due"), [("day", True), ("week", False), ("month", False)])
def test_a_period_has_one_post(folder: Path, every: str, due: bool) -> None:
    (folder / "posts").mkdir()
    (folder / "posts" / "2026-11-23-by-hand.md").write_text("Monday.\n")
    assert bool(write("--every", every, *SHORT)) is due


def test_pages_without_a_date_are_no_posts(folder: Path) -> None:
    (folder / "content" / "pages").mkdir(parents=True)
    (folder / "content" / "pages" / "about.md").write_text("---\ntitle: About\n---\nText.\n")
    assert write("--format", "pelican", *SHORT) == "content/2026-11-24.md\n"


def test_a_post_that_cannot_be_read_is_an_error(folder: Path) -> None:
    (folder / "posts").mkdir()
    (folder / "posts" / "a.md").write_text("---\ndate: soon\n---\nText.\n")
    assert fail(*SHORT).startswith("posts/a.md, line 2: date is 'soon': expected a date")


def test_the_package_offers_the_command() -> None:
    project = read_toml((Path(__file__).parents[3] / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["wisdom.commands"]["post"] == f"{command.__name__}:{post.name}"


def test_a_dry_run_prints_the_file_and_writes_nothing(folder: Path) -> None:
    configure(folder)
    result = run("--dry-run", *SHORT)
    assert (list_files(folder), list_figures(folder)) == ([], [])
    assert result.stderr == "Would write posts/2026-11-24.md:\n"
    write(*SHORT)
    assert result.stdout == (folder / "posts" / "2026-11-24.md").read_text()


def test_a_date_is_in_the_time_zone(folder: Path) -> None:
    write("--date", "2026-11-30 08:30", "--timezone", "Europe/Paris", *SHORT)
    lines = (folder / "posts" / "2026-11-30.md").read_text().splitlines()
    assert lines[1] == "date: 2026-11-30T08:30:00+01:00"


@pytest.mark.usefixtures("folder")
def test_a_date_that_is_none_is_an_error() -> None:
    assert fail("--date", "tomorrow") == (
        "--date: found 'tomorrow', allowed: a date such as 2026-11-24 or '2026-11-24 08:30'"
    )


def test_the_configuration_beside_it_counts_and_a_flag_before_it(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(
        "plugins: [wisdom: {model: tiny.safetensors, posts_dir: diary, length: 4, candidates: 1}]\n"
    )
    path = write("--length", "6").strip()
    assert path == "diary/2026-11-24.md"
    assert "\n  length: 6\n" in (folder / path).read_text()


def test_paths_are_relative_to_the_configuration(folder: Path) -> None:
    (folder / "site").mkdir()
    shutil.move(folder / "tiny.safetensors", folder / "site")
    (folder / "site" / "mkdocs.yml").touch()
    path = write("--config-file", "site/mkdocs.yml", "--format", "hugo", *SHORT).strip()
    assert path == "site/content/posts/2026-11-24.md"
    assert CliRunner().invoke(replay, [path]).exit_code == 0


def test_the_environment_may_forbid_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WISDOM_GENERATE", "never")
    result = run(*SHORT)
    assert result.stderr == "Nothing written: generate, or WISDOM_GENERATE, is never\n"
    assert (result.exit_code, list_files(folder)) == (0, [])


def test_the_environment_may_name_the_voice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WISDOM_MODEL", "tiny.safetensors")
    path = write(*SHORT[2:]).strip()
    assert "\n  model: tiny.safetensors\n" in (folder / path).read_text()


def test_a_lost_race_leaves_what_the_other_wrote(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_slow_composer(*arguments: Any) -> Callable[[str, list[Post]], Draft]:  # noqa: ANN401 (passed on)
        def write_late(stem: str, earlier: list[Post]) -> Draft:
            (folder / "posts").mkdir()
            (folder / "posts" / f"{stem}.md").write_text("The other's.\n")
            return make_composer(*arguments)(stem, earlier)

        return write_late

    monkeypatch.setattr(command, "make_composer", make_slow_composer)
    result = run(*SHORT)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "Nothing written: another process has just written posts/2026-11-24.md\n"
    )
    assert (folder / "posts" / "2026-11-24.md").read_text() == "The other's.\n"


def test_every_flag_is_an_option_of_the_plugin() -> None:
    assert [name for name in OPTION_FLAGS if not hasattr(WisdomOptions, name)] == []


@pytest.mark.usefixtures("folder")
def test_a_flag_that_is_not_allowed_is_named() -> None:
    assert fail("--top-p", "2") == ("--top-p: found 2.0, allowed: a number above 0 and up to 1")


@pytest.mark.usefixtures("folder")
def test_a_voice_that_is_missing_is_one_line() -> None:
    assert len(fail("--model", "none.safetensors").splitlines()) == 1


def test_a_folder_that_is_a_file_is_an_error(folder: Path) -> None:
    (folder / "posts").write_text("")
    assert fail(*SHORT).startswith("cannot read the posts in posts: ")
