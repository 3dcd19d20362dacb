from pathlib import Path

import pytest

from mkdocs_wisdom.scaffold.repository import NEW_PLACE, Place, find_place


@pytest.mark.parametrize(
    ("files", "branch"),
    [
        ({"HEAD": "ref: refs/heads/main\n"}, "main"),
        ({"HEAD": "ref: refs/heads/master\n"}, "master"),
        ({"HEAD": "ref: refs/heads/feature\n"}, "main"),
        ({"HEAD": "ref: refs/heads/x\n",
          "refs/remotes/origin/HEAD": "ref: refs/remotes/origin/trunk/a\n"}, "trunk/a"),
        ({}, "main"),
    ],
)  # fmt: skip
def test_the_place_of_a_folder(tmp_path: Path, files: dict[str, str], branch: str) -> None:
    for name, text in files.items():
        (tmp_path / ".git" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / ".git" / name).write_text(text)
    (tmp_path / ".git").mkdir(exist_ok=True)
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_place(tmp_path / "a" / "b") == Place(tmp_path, "a/b", branch)
    assert find_place(tmp_path) == Place(tmp_path, ".", branch)


def test_a_folder_of_a_worktree_has_its_place(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /elsewhere\n")
    assert find_place(tmp_path) == Place(tmp_path, ".", "main")


def test_a_workflow_goes_into_the_root(tmp_path: Path) -> None:
    names = [".github/workflows/publish.yml", "Makefile"]
    assert Place(tmp_path, "a").list_files(names, tmp_path / "a") == {
        names[0]: tmp_path / ".github/workflows/publish.yml",
        "Makefile": tmp_path / "a" / "Makefile",
    }
    assert NEW_PLACE.list_files(names, tmp_path)[names[0]] == tmp_path / names[0]
