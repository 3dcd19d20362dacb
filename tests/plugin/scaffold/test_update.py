from pathlib import Path

from mkdocs_wisdom.scaffold.changes import Change
from mkdocs_wisdom.scaffold.record import hash_file
from mkdocs_wisdom.scaffold.update import Update, plan_update

OLD, NEW, OWN = b"old\n", b"new\n", b"own\n"


def plan(root: Path, *, found: bytes | None, laid_down: bytes | None, now: bytes) -> Update:
    if found is not None:
        (root / "a").write_bytes(found)
    hashes = {} if laid_down is None else {"a": hash_file(laid_down)}
    return plan_update({"a": root / "a"}, {"a": now}, hashes)


def test_a_file_that_only_the_skeleton_changed_is_replaced(tmp_path: Path) -> None:
    update = plan(tmp_path, found=OLD, laid_down=OLD, now=NEW)
    assert update == Update([Change(tmp_path / "a", OLD, NEW)])


def test_a_file_that_only_the_owner_changed_stays(tmp_path: Path) -> None:
    assert plan(tmp_path, found=OWN, laid_down=OLD, now=OLD) == Update()


def test_a_file_that_both_changed_is_a_conflict(tmp_path: Path) -> None:
    update = plan(tmp_path, found=OWN, laid_down=OLD, now=NEW)
    assert update == Update(conflicts=[Change(tmp_path / "a", OWN, NEW)])


def test_a_file_that_both_changed_alike_stays(tmp_path: Path) -> None:
    assert plan(tmp_path, found=NEW, laid_down=OLD, now=NEW) == Update()


def test_a_new_file_is_added(tmp_path: Path) -> None:
    update = plan(tmp_path, found=None, laid_down=None, now=NEW)
    assert update == Update([Change(tmp_path / "a", None, NEW)])


def test_a_file_of_the_owner_where_the_skeleton_has_a_new_one_is_a_conflict(tmp_path: Path) -> None:
    update = plan(tmp_path, found=OWN, laid_down=None, now=NEW)
    assert update == Update(conflicts=[Change(tmp_path / "a", OWN, NEW)])


def test_a_file_that_the_owner_deleted_stays_deleted(tmp_path: Path) -> None:
    assert plan(tmp_path, found=None, laid_down=OLD, now=NEW) == Update(deleted=["a"])


def test_a_file_that_the_skeleton_no_longer_has_stays() -> None:
    assert plan_update({}, {}, {"a": hash_file(OLD)}) == Update(dropped=["a"])


def test_line_ends_of_windows_are_no_change(tmp_path: Path) -> None:
    update = plan(tmp_path, found=b"old\r\n", laid_down=OLD, now=NEW)
    assert update == Update([Change(tmp_path / "a", b"old\r\n", NEW)])
