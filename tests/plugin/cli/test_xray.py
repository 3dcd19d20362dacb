import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_wisdom.cli.post import post
from mkdocs_wisdom.cli.xray import xray
from mkdocs_wisdom.posts.xray import Figures
from sites import NOON
from voices import TINY

POST = Path("posts/2026-11-24.md")
FIGURES = Path("posts/xray/2026-11-24.json")


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site with one post without figures, which is the current folder."""
    shutil.copy(TINY, tmp_path / "tiny.safetensors")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    Path("mkdocs.yml").write_text(
        "site_name: Sea\nplugins:\n- wisdom: {model: tiny.safetensors, length: 5, blocklist: door}"
    )
    assert CliRunner().invoke(post).exit_code == 0
    FIGURES.unlink()
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(xray, [str(argument) for argument in arguments])


def test_the_figures_are_kept_beside_the_posts() -> None:
    result = run(POST)
    assert (result.exit_code, result.output) == (0, f"{FIGURES}\n")
    figures = Figures.load(FIGURES.read_text())
    assert "".join(figures.words) in "".join(POST.read_text().split())
    assert "door" not in {other for row in figures.instead for other in row}


def test_a_second_time_nothing_changes() -> None:
    run(POST)
    first = FIGURES.read_bytes()
    assert run(POST).exit_code == 0
    assert FIGURES.read_bytes() == first


def test_posts_by_a_person_are_left_out() -> None:
    Path("posts/2026-11-23.md").write_text("Be kind.")
    assert run("posts/2026-11-23.md").output == ""


def test_a_post_that_was_edited_is_an_error() -> None:
    POST.write_text(POST.read_text() + "More.")
    result = run(POST)
    assert (result.exit_code, result.output) == (
        1, f"Error: {POST}: its text is no longer what the voice wrote\n",
    )  # fmt: skip
    assert not FIGURES.exists()


def test_a_file_elsewhere_is_an_error() -> None:
    Path("other.md").write_text("---\ndate: 2026-11-24\n---\nBe kind.")
    result = run("other.md")
    assert (result.exit_code, result.output) == (
        1, "Error: other.md is not a post in posts: name one, or choose --feed\n",
    )  # fmt: skip


def test_a_voice_that_was_moved_is_named(site: Path) -> None:
    moved = (site / "tiny.safetensors").rename(site / "moved.safetensors")
    assert run(POST).exit_code == 1
    assert run(POST, "--model", moved).exit_code == 0
