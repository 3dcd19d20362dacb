from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.scaffold import changes
from mkdocs_wisdom.scaffold.changes import Change, apply, make_folder, show_diff
from sites import list_tree


def test_a_diff_of_a_changed_and_a_new_file(tmp_path: Path) -> None:
    shown = show_diff(
        [
            Change(tmp_path / "a.yml", b"x: 1\ny: 2\n", b"x: 1\nz: 3\ny: 2\n"),
            Change(tmp_path / "b" / "c.md", None, b"# C"),
        ],
        tmp_path,
    )
    assert shown == (
        "--- a/a.yml\n+++ b/a.yml\n@@ -1,2 +1,3 @@\n x: 1\n+z: 3\n y: 2\n"
        "--- /dev/null\n+++ b/b/c.md\n@@ -0,0 +1 @@\n+# C\n\\ No newline at end of file\n"
    )


def test_a_binary_file_is_named_only(tmp_path: Path) -> None:
    change = Change(tmp_path / "a.png", None, b"\x89PNG\0\xff")
    assert show_diff([change], tmp_path) == "Binary file a.png: 6 bytes\n"


def test_all_changes_are_made(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o600)
    apply([Change(tmp_path / "a", b"old", b"new"), Change(tmp_path / "b" / "c", None, b"c")])
    assert list_tree(tmp_path) == {"a": b"new", "b/c": b"c"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_what_a_link_leads_to_is_changed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to("a")
    apply([Change(tmp_path / "link", b"old", b"new")])
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize(
    ("last", "message"),
    [
        (lambda root: Change(root / "taken", None, b""), "taken exists already"),
        (lambda root: Change(root / "a" / "b", None, b""), "cannot write .*: Not a directory"),
        (lambda root: Change(root / "taken", b"other", b""), "taken has changed meanwhile"),
    ],
)
def test_a_change_that_fails_takes_the_others_back(
    tmp_path: Path, last: Callable[[Path], Change], message: str
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "taken").write_bytes(b"owner's")
    before = list_tree(tmp_path)
    with pytest.raises(ScaffoldError, match=message):
        apply(
            [
                Change(tmp_path / "a", b"old", b"new"),
                Change(tmp_path / "b" / "c", None, b"c"),
                last(tmp_path),
            ]
        )
    assert list_tree(tmp_path) == before
    assert not (tmp_path / "b").exists()


def test_a_folder_is_made_whole(tmp_path: Path) -> None:
    make_folder(tmp_path / "x" / "bot", {"a.md": b"a", "b/c.md": b"c"})
    assert list_tree(tmp_path) == {"x/bot/a.md": b"a", "x/bot/b/c.md": b"c"}


def test_of_a_folder_that_cannot_be_made_nothing_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, _content: bytes) -> None:
        if path.name == "c.md":
            raise KeyboardInterrupt
        path.touch()

    monkeypatch.setattr(changes, "create_whole", fail)
    with pytest.raises(KeyboardInterrupt):
        make_folder(tmp_path / "bot", {"a.md": b"a", "b/c.md": b"c"})
    assert list(tmp_path.iterdir()) == []
