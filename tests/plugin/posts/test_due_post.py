from datetime import date, datetime, timezone
from pathlib import Path

import pytest

from mkdocs_wisdom.posts.composer import Draft
from mkdocs_wisdom.posts.due_post import find_next_day, gather_posts
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.schedule import Schedule

NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)


def compose(stem: str, _earlier: list[Post]) -> Draft:
    return Draft(stem, {"date": NOW, "title": "T", "wisdom": {"seed": 1}}, f"Text of {stem}.")


def make_schedule(folder: Path, *, every: str = "day", generate: str = "auto") -> Schedule:
    return Schedule(folder, NOW, every, generate)


def gather(schedule: Schedule, command: str = "build") -> list[tuple[str, bool]]:
    posts = gather_posts(schedule, compose, command=command)
    return [(post.stem, post.preview) for post in posts]


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "2026-11-23.md").write_text("Yesterday.\n")
    return folder


@pytest.mark.parametrize("command", ["build", "gh-deploy"])
def test_a_build_writes_the_post_that_is_due(folder: Path, command: str) -> None:
    assert gather(make_schedule(folder), command) == [("2026-11-24", False), ("2026-11-23", False)]
    assert list_names(folder) == ["2026-11-23.md", "2026-11-24.md"]


def test_a_second_build_writes_nothing(folder: Path) -> None:
    first = gather(make_schedule(folder))
    assert gather(make_schedule(folder)) == first
    assert list_names(folder) == ["2026-11-23.md", "2026-11-24.md"]


def test_serve_previews_and_writes_nothing(folder: Path) -> None:
    posts = gather(make_schedule(folder), "serve")
    assert posts == [("2026-11-24", True), ("2026-11-23", False)]
    assert list_names(folder) == ["2026-11-23.md"]


def test_a_program_without_a_command_gets_the_posts_that_exist(folder: Path) -> None:
    assert gather(make_schedule(folder), "") == [("2026-11-23", False)]


def test_serve_makes_no_folder(tmp_path: Path) -> None:
    assert gather(make_schedule(tmp_path / "none"), "serve") == [("2026-11-24", True)]
    assert not (tmp_path / "none").exists()


def test_never_writes_nothing(folder: Path) -> None:
    for command in ("build", "serve"):
        assert gather(make_schedule(folder, generate="never"), command) == [("2026-11-23", False)]


def test_always_writes_once_more(folder: Path) -> None:
    for _ in range(3):
        posts = gather(make_schedule(folder, generate="always"))
    assert [stem for stem, _ in posts] == [
        *("2026-11-24-3", "2026-11-24-2", "2026-11-24"),
        "2026-11-23",
    ]


def test_every_build_writes(folder: Path) -> None:
    for _ in range(2):
        gather(make_schedule(folder, every="build"))
    assert list_names(folder) == ["2026-11-23.md", "2026-11-24-2.md", "2026-11-24.md"]


def test_a_month_with_a_post_has_enough(folder: Path) -> None:
    assert gather(make_schedule(folder, every="month")) == [("2026-11-23", False)]


def test_a_post_of_later_today_is_the_post_of_the_day(folder: Path) -> None:
    (folder / "tonight.md").write_text("---\ndate: 2026-11-24 20:00\n---\nText\n")
    assert gather(make_schedule(folder)) == [("2026-11-23", False)]


def test_a_draft_is_not_the_post_of_the_day_and_stays(folder: Path) -> None:
    (folder / "2026-11-24.md").write_text("---\ndraft: true\n---\nText\n")
    posts = gather(make_schedule(folder))
    assert posts == [("2026-11-24-2", False), ("2026-11-23", False)]
    assert (folder / "2026-11-24.md").read_text() == "---\ndraft: true\n---\nText\n"


def test_only_serve_shows_drafts(folder: Path) -> None:
    (folder / "2026-11-22.md").write_text("---\ndraft: true\n---\nText\n")
    schedule = make_schedule(folder, generate="never")
    assert [stem for stem, _ in gather(schedule, "serve")] == ["2026-11-23", "2026-11-22"]
    for command in ("build", "gh-deploy", ""):
        assert [stem for stem, _ in gather(schedule, command)] == ["2026-11-23"]


def test_a_lost_race_shows_what_the_other_wrote(folder: Path) -> None:
    def compose_slowly(stem: str, earlier: list[Post]) -> Draft:
        text = "---\ndate: 2026-11-24T12:00:01Z\n---\nThe other's.\n"
        (folder / f"{stem}.md").write_text(text)
        return compose(stem, earlier)

    posts = gather_posts(make_schedule(folder), compose_slowly, command="build")
    assert [post.body for post in posts] == ["The other's.", "Yesterday."]


def test_what_is_not_published_is_named_once(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "a.txt").write_text("Text\n")
    (folder / "2026-11-01.md").write_text("---\ntitle: a\ndraft: true\n---\n")
    (folder / "2026-11-02.md").write_text("---\nexpires: 2026-11-03\n---\n")
    (folder / "2026-11-25.md").write_text("Tomorrow.\n")
    with caplog.at_level("INFO"):
        gather(make_schedule(folder, generate="never"))
    (record,) = caplog.records
    assert record.getMessage().splitlines() == [
        "mkdocs_wisdom: Not published:",
        f"  {folder / '2026-11-25.md'}: not before 2026-11-25 00:00:00+00:00",
        f"  {folder / '2026-11-02.md'}: only until 2026-11-03 00:00:00+00:00",
        f"  {folder / '2026-11-01.md'}, line 3: draft: true",
        f"  {folder / 'a.txt'}: not Markdown (.md, .markdown, .mdown, .mkdn, .mkd, .mdwn)",
    ]


def test_a_doubtful_draft_is_a_warning(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = folder / "2026-11-01.md"
    path.write_text("---\ndraft: maybe\n---\n")
    assert gather(make_schedule(folder, generate="never")) == [("2026-11-23", False)]
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        (
            "WARNING",
            (
                f"mkdocs_wisdom: Not published: {path}, line 2: draft: maybe: expected true or "
                "false, draft or published: change it, or take it out, to publish the post"
            ),
        )
    ]


def test_a_password_that_nothing_asks_for_keeps_a_post_back(folder: Path) -> None:
    (folder / "2026-11-22.md").write_text("---\npassword: x\n---\nSecret.\n")
    schedule = make_schedule(folder, generate="never")
    assert gather(schedule) == [("2026-11-23", False)]
    protected = gather_posts(schedule, compose, command="build", protects=True)
    assert [post.stem for post in protected] == ["2026-11-23", "2026-11-22"]


def test_a_new_post_takes_no_name_of_a_post_in_a_sub_folder(folder: Path) -> None:
    (folder / "2026").mkdir()
    (folder / "2026" / "2026-11-24.md").write_text("Text\n")
    assert gather(make_schedule(folder, generate="always"))[0] == ("2026-11-24-2", False)


def test_the_next_post_is_due_the_day_after_the_newest(folder: Path) -> None:
    schedule = make_schedule(folder)
    posts = gather_posts(schedule, compose, command="build")
    assert find_next_day(posts, schedule) == date(2026, 11, 25)


def test_a_preview_does_not_move_the_day_of_the_next_post(folder: Path) -> None:
    schedule = make_schedule(folder)
    posts = gather_posts(schedule, compose, command="serve")
    assert find_next_day(posts, schedule) == date(2026, 11, 24)


def test_a_person_does_not_say_when_the_next_post_comes(folder: Path) -> None:
    schedule = make_schedule(folder, generate="never")
    posts = gather_posts(schedule, compose, command="build")
    assert find_next_day(posts, schedule) is None
