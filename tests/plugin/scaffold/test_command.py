import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_wisdom.scaffold import skeleton
from mkdocs_wisdom.scaffold.command import new
from mkdocs_wisdom.scaffold.record import NAME as RECORD
from sites import list_tree


def run(*arguments: str | Path, answers: str | None = None) -> Result:
    return CliRunner().invoke(new, [str(argument) for argument in arguments], input=answers)


def make(root: Path, *arguments: str) -> Path:
    """A new site with the defaults."""
    result = run(root / "bot", "--yes", *arguments)
    assert result.exit_code == 0, result.output
    return root / "bot"


def read_plugin(folder: Path) -> dict[str, str]:
    """The plugin's options; the tag of ``!ENV`` is not resolved."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!ENV", lambda *_: None)
    config = yaml.load((folder / "mkdocs.yml").read_text(encoding="utf-8"), Loader)  # noqa: S506
    return config["plugins"][-1]["wisdom"]


def test_the_files_of_a_new_site(tmp_path: Path) -> None:
    assert sorted(list_tree(make(tmp_path))) == [
        ".github/workflows/publish.yml",
        ".gitignore",
        RECORD,
        "Makefile",
        "README.md",
        "constraints.txt",
        "docs/assets/avatar.svg",
        "docs/index.md",
        "mkdocs.yml",
        "posts/.gitkeep",
        "requirements.txt",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["bot"]


def test_the_files_of_a_new_site_for_zensical(tmp_path: Path) -> None:
    bot = make(tmp_path, "--zensical", "--publish", "none")
    assert sorted(list_tree(bot)) == [
        ".gitignore",
        RECORD,
        "Makefile",
        "README.md",
        "constraints.txt",
        "docs/assets/avatar.svg",
        "docs/blog/index.md",
        "docs/index.md",
        "mkdocs.yml",
        "requirements.txt",
    ]
    assert "Left to do on GitHub" not in (bot / "README.md").read_text()


def test_every_question_may_be_answered(tmp_path: Path, voice_file: Path) -> None:
    given = f"Wal 🐳: #1\nAda\nxx\nde\nada/wal\nnone\n{voice_file}\ninitials\nreadthedocs\n"
    result = run(tmp_path / "bot", answers=given)
    assert result.exit_code == 0, result.output
    assert "Error: found 'xx', allowed: ar, de, en," in result.output
    config = yaml.safe_load((tmp_path / "bot" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert config == {
        "site_name": "Wal 🐳: #1",
        "site_url": "https://ada.github.io/wal/",
        "theme": {"name": "readthedocs", "locale": "de"},
        "plugins": [
            "search",
            {
                "wisdom": {
                    "feed": ".",
                    "author": "Ada",
                    "avatar": "assets/avatar.svg",
                    "language": "de",
                    "model": "tiny.safetensors",
                }
            },
        ],
    }
    assert (tmp_path / "bot" / "tiny.safetensors").read_bytes() == voice_file.read_bytes()


def test_the_defaults_are_offered(tmp_path: Path) -> None:
    result = run(tmp_path / "my-bot", answers="\n" * 8)
    assert result.exit_code == 0, result.output
    assert "Name of the site [My bot]:" in result.output
    assert "Name beside each post [My bot]:" in result.output
    assert read_plugin(tmp_path / "my-bot")["author"] == "My bot"


def test_an_own_picture_is_copied(tmp_path: Path) -> None:
    (tmp_path / "me.svg").write_bytes(b"<svg/>")
    bot = make(tmp_path, "--avatar", str(tmp_path / "me.svg"))
    assert read_plugin(bot)["avatar"] == "assets/picture.svg"
    assert (bot / "docs" / "assets" / "picture.svg").read_bytes() == b"<svg/>"
    assert not (bot / "docs" / "assets" / "avatar.svg").exists()


def test_an_option_that_is_not_allowed_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "bot", "--yes", "--publish", "ftp")
    assert result.exit_code == 1
    assert result.output == ("Error: --publish: found 'ftp', allowed: direct, pull-request, none\n")
    assert not (tmp_path / "bot").exists()


def test_whoever_stops_answering_gets_nothing(tmp_path: Path) -> None:
    result = run(tmp_path / "bot", answers="Bot\n")
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from mkdocs_wisdom.scaffold import changes, command

def die_at_the_workflow(path, content):
    if path.name == "publish.yml":
        os.kill(os.getpid(), signal.SIGKILL)
    path.write_bytes(content)

changes.create_whole = die_at_the_workflow
command.new([sys.argv[1], "--yes"])
"""


def test_a_process_that_is_killed_leaves_no_half_site(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, tmp_path / "bot"]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert [path.name.split(".")[1] for path in tmp_path.iterdir()] == ["bot"]  # .bot.PID.part
    assert (make(tmp_path) / "mkdocs.yml").is_file()


def test_an_empty_folder_may_have_a_repository(tmp_path: Path) -> None:
    (tmp_path / "bot" / ".git").mkdir(parents=True)
    assert (make(tmp_path) / "mkdocs.yml").is_file()


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "thesis.tex").touch()
    result = run(tmp_path / "bot", "--yes")
    assert result.exit_code == 1
    assert "is neither empty nor a site: found thesis.tex, and no mkdocs.yml" in result.output
    assert list(list_tree(tmp_path)) == ["bot/thesis.tex"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "bot").touch()
    assert "is a file: give the name of a new folder" in run(tmp_path / "bot", "-y").output


def test_the_workflow_calls_the_reusable_one(tmp_path: Path) -> None:
    text = (make(tmp_path, "--publish", "pull-request") / skeleton.WORKFLOW).read_text()
    job = yaml.safe_load(text)["jobs"]["publish"]
    assert job["uses"].startswith("mkdocs-wisdom/mkdocs-wisdom/.github/workflows/publish-site.yml@")
    assert job["with"] == {"mode": "pull-request"}


def test_the_workflow_of_zensical_writes_the_post_first(tmp_path: Path) -> None:
    text = (make(tmp_path, "--zensical") / skeleton.WORKFLOW).read_text()
    assert yaml.safe_load(text)["jobs"]["publish"]["with"] == {
        "mode": "direct",
        "build": "wisdom post --into docs/blog/posts --format zensical && zensical build --strict",
        "posts": "docs/blog/posts",
    }


def test_a_new_site_in_a_repository_has_its_workflow_in_the_root(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    bot = make(tmp_path)
    assert not (bot / ".github").exists()
    workflow = tmp_path / skeleton.WORKFLOW
    assert "directory: bot\n" in workflow.read_text()
    assert "git init" not in (bot / "README.md").read_text()
    assert run(bot, "--update").output == "The site has the newest skeleton.\n"


def test_a_second_site_leaves_the_workflow_of_the_first(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    make(tmp_path)
    workflow = (tmp_path / skeleton.WORKFLOW).read_bytes()
    result = run(tmp_path / "other", "--yes")
    assert "publish.yml is there already, and stays as it is" in result.output
    assert (tmp_path / skeleton.WORKFLOW).read_bytes() == workflow
    assert run(tmp_path / "other", "--update").output == "The site has the newest skeleton.\n"


@pytest.mark.parametrize("publish", ["direct", "pull-request"])
@pytest.mark.parametrize("kind", [(), ("--zensical",)])
def test_actionlint_has_no_complaint(tmp_path: Path, publish: str, kind: tuple[str, ...]) -> None:
    bot = make(tmp_path, "--publish", publish, *kind)
    command = [Path(sys.executable).with_name("actionlint"), bot / skeleton.WORKFLOW]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""


def test_a_site_of_zensical_needs_nothing(tmp_path: Path) -> None:
    (tmp_path / "zensical.toml").touch()
    result = run(tmp_path, "--yes")
    assert "zensical.toml is here already, and Zensical needs no more: run" in result.output


def test_what_makes_no_difference_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path / "bot", "--yes", "--zensical", "--theme", "mkdocs")
    assert result.output == "Error: --theme is not for a site of Zensical\n"


class TestExistingSite:
    @pytest.fixture
    def site(self, tmp_path: Path) -> Path:
        """A site in a folder of a repository."""
        (tmp_path / ".git").mkdir()
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "mkdocs.yml").write_text("site_name: Sea\n")
        return tmp_path / "a"

    def test_shows_a_diff_and_asks(self, site: Path) -> None:
        before = list_tree(site)
        result = run(site, answers="\n\n\n\nn\n")
        assert "--- a/a/mkdocs.yml\n+++ b/a/mkdocs.yml\n@@ -1 +1,5 @@\n" in result.output
        assert "Change 2 files so? [Y/n]: n\nAborted!" in result.output
        assert list_tree(site) == before

    def test_gets_the_plugin(self, site: Path) -> None:
        result = run(site, "--yes")
        assert result.exit_code == 0, result.output
        assert read_plugin(site) == {"author": "Ishmael"}
        assert sorted(list_tree(site)) == [".gitignore", "mkdocs.yml"]

    def test_gets_a_workflow_in_the_root_of_the_repository(self, site: Path) -> None:
        result = run(site, "--yes", "--publish", "direct")
        assert result.exit_code == 0, result.output
        text = (site.parent / skeleton.WORKFLOW).read_text()
        assert yaml.safe_load(text)["jobs"]["publish"]["with"] == {
            "mode": "direct",
            "directory": "a",
        }
        assert (site / RECORD).is_file()
        assert run(site, "--update", "--yes").output == "The site has the newest skeleton.\n"

    def test_keeps_a_workflow_that_it_has(self, site: Path) -> None:
        workflow = site.parent / skeleton.WORKFLOW
        workflow.parent.mkdir(parents=True)
        workflow.write_text("name: mine\n")
        result = run(site, "--yes", "--publish", "direct")
        assert f"Left to do: {workflow} is there already, and stays as it is" in result.output
        assert workflow.read_text() == "name: mine\n"

    def test_gets_a_voice_and_a_picture(self, site: Path, voice_file: Path) -> None:
        result = run(site, "--yes", "--voice", voice_file, "--avatar", "initials")
        assert result.exit_code == 0, result.output
        assert read_plugin(site) == {
            "model": "tiny.safetensors",
            "author": "Tiny",
            "avatar": "assets/avatar.svg",
        }
        assert ">T</text>" in (site / "docs" / "assets" / "avatar.svg").read_text()

    def test_that_has_the_plugin_has_nothing_to_do(self, site: Path) -> None:
        run(site, "--yes")
        result = run(site, "--yes")
        assert result.output == "The site has the plugin already: nothing to do.\n"

    def test_has_a_theme_already(self, site: Path) -> None:
        result = run(site, "--yes", "--theme", "mkdocs")
        assert result.output == (
            f"Error: --theme is not for a site that exists: {site / 'mkdocs.yml'} has that\n"
        )

    def test_is_not_laid_down_again_for_zensical(self, site: Path) -> None:
        result = run(site, "--yes", "--zensical")
        assert "mkdocs.yml is here already, and Zensical needs no more: run" in result.output


class TestUpdate:
    @pytest.fixture
    def newer(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A site whose skeleton has a newer Makefile by now."""
        bot = make(tmp_path)
        render = skeleton.render_skeleton

        def render_newer(*arguments: object) -> dict[str, bytes]:
            return {**render(*arguments), "Makefile": b"newer:\n"}

        monkeypatch.setattr("mkdocs_wisdom.scaffold.command.render_skeleton", render_newer)
        return bot

    def test_has_nothing_to_do_right_after(self, tmp_path: Path) -> None:
        bot = make(tmp_path)
        assert run(bot, "--update").output == "The site has the newest skeleton.\n"

    def test_replaces_what_the_owner_has_not_changed(self, newer: Path) -> None:
        (newer / "README.md").write_text("mine\n")
        (newer / "posts" / "2026-11-24.md").write_text("a post\n")
        result = run(newer, "--update", answers="y\n")
        assert "+newer:" in result.output
        assert (newer / "Makefile").read_text() == "newer:\n"
        assert (newer / "README.md").read_text() == "mine\n"
        assert (newer / "posts" / "2026-11-24.md").read_text() == "a post\n"
        assert run(newer, "--update").output == "The site has the newest skeleton.\n"

    def test_changes_nothing_without_a_yes(self, newer: Path) -> None:
        before = list_tree(newer)
        assert run(newer, "--update", answers="n\n").exit_code == 1
        assert list_tree(newer) == before

    @pytest.mark.parametrize(
        ("answers", "makefile"), [("n\ny\n", "mine:\n"), ("y\ny\n", "newer:\n")]
    )
    def test_asks_before_it_replaces_what_both_have_changed(
        self, newer: Path, answers: str, makefile: str
    ) -> None:
        (newer / "Makefile").write_text("mine:\n")
        result = run(newer, "--update", answers=answers)
        assert "-mine:\n+newer:\n" in result.output
        assert f"You have changed {newer / 'Makefile'}. Replace it? [y/N]:" in result.output
        assert (newer / "Makefile").read_text() == makefile

    def test_keeps_what_both_have_changed_if_nobody_is_asked(self, newer: Path) -> None:
        (newer / "Makefile").write_text("mine:\n")
        assert "kept as you have it" in run(newer, "--update", "--yes").output
        assert (newer / "Makefile").read_text() == "mine:\n"

    def test_brings_nothing_deleted_back(self, newer: Path) -> None:
        (newer / "Makefile").unlink()
        result = run(newer, "--update", "--yes")
        assert "Makefile: you have deleted it, and it stays deleted" in result.output
        assert not (newer / "Makefile").exists()

    def test_takes_new_answers(self, tmp_path: Path, voice_file: Path) -> None:
        bot = make(tmp_path)
        given = ("--author", "Ada", "--voice", voice_file, "--address", "a/b", "--publish", "none")
        result = run(bot, "--update", "--yes", *given)
        assert result.exit_code == 0, result.output
        assert read_plugin(bot)["model"] == "tiny.safetensors"
        assert read_plugin(bot)["author"] == "Ada"
        assert (bot / "tiny.safetensors").is_file()
        assert f"{skeleton.WORKFLOW}: the skeleton no longer has it" in result.output

    def test_is_for_sites_made_by_this(self, tmp_path: Path) -> None:
        assert (
            "--update is for a site that `wisdom new` has made" in run(tmp_path, "--update").output
        )

    def test_is_named_where_a_site_is_made_twice(self, tmp_path: Path) -> None:
        assert "is here already: use --update" in run(make(tmp_path), "--yes").output
