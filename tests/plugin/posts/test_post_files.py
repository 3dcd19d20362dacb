from pathlib import Path, PurePath

import pytest

from mkdocs_wisdom.posts.post_files import list_folder, name_post


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text\n")


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("2026-11-24.md", "2026-11-24"),
        ("2026/2026-11-24-whales.md", "2026-11-24-whales"),
        ("2026-11-24-whales/index.md", "2026-11-24-whales"),
        ("2026-11-24-whales/README.MD", "2026-11-24-whales"),
        ("2026/11/24-whales.md", "2026-11-24-whales"),
        ("travel/whales.md", "travel-whales"),
        ("travel/whales/index.md", "travel-whales"),
        ("_posts/2026-11-24-whales.md", "2026-11-24-whales"),
        ("_drafts/whales.md", "whales"),
        ("index.md", "index"),
    ],
)
def test_a_page_has_the_name_of_its_file_or_folder(path: str, stem: str) -> None:
    assert name_post(PurePath(path)) == stem


def test_posts_lie_in_sub_folders_and_have_any_markdown_suffix(tmp_path: Path) -> None:
    write(tmp_path, "2024-01-01.MD", "2024/2024-01-02.mdown", "2024-01-03/index.markdown")
    assert [file.stem for file in list_folder(tmp_path).posts] == [
        *("2024-01-01", "2024-01-02", "2024-01-03")
    ]


def test_drafts_are_known_by_their_path(tmp_path: Path) -> None:
    write(tmp_path, "_drafts/a.md", "2024/Private/b.md", "c.md", "d.draft.md")
    found = {file.stem: file.draft_place for file in list_folder(tmp_path).posts}
    assert found == {
        "c": "",
        "d.draft": "its name ends with .draft",
        "2024-b": "in the folder Private",
        "a": "in the folder _drafts",
    }


def test_files_that_are_no_posts_are_named_with_the_reason(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "a.png", ".hidden.md", ".obsidian/x.md", "_index.md", "_includes/b.md")
    write(tmp_path, "2024-01-01/index.md", "2024-01-01/notes.md", "2024-01-01/2024-01-02.md")
    underscore = "its name or its folder's begins with _"
    content = list_folder(tmp_path)
    assert {path.relative_to(tmp_path).as_posix(): why for path, why in content.left_out} == {
        "a.txt": "not Markdown (.md, .markdown, .mdown, .mkdn, .mkd, .mdwn)",
        "_index.md": underscore,
        "_includes/b.md": underscore,
        "2024-01-01/notes.md": "the page of its folder is another file, index.md",
    }
    assert [file.stem for file in content.posts] == ["2024-01-02", "2024-01-01"]


def test_a_readme_describes_the_folder_of_posts_with_dates(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "2024/readme.markdown", "2024/2024-01-01.md")
    write(tmp_path, "2024-01-02-trip/README.md", "2024-01-02-trip/2024-01-03.md", "walk/README.md")
    content = list_folder(tmp_path)
    assert [(path.relative_to(tmp_path).as_posix(), why) for path, why in content.left_out] == [
        ("README.md", "a README is not a post"),
        ("2024/readme.markdown", "a README is not a post"),
    ]
    assert [file.stem for file in content.posts] == [
        *("2024-01-01", "2024-01-03", "2024-01-02-trip", "walk")
    ]


def test_a_link_to_a_folder_above_ends_no_build(tmp_path: Path) -> None:
    write(tmp_path, "2024/2024-01-01.md")
    (tmp_path / "2024" / "up").symlink_to(tmp_path)
    assert [file.stem for file in list_folder(tmp_path).posts] == ["2024-01-01"]
