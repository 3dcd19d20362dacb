"""Whole sites with posts that nobody would write: one error, or a site."""

import os
import sys

import pytest

from sites import Site

pytestmark = pytest.mark.site

BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.skipif(sys.platform != "linux", reason="has such files")
def test_all_odd_files_are_named_in_one_error(site: Site) -> None:
    site.configure({"generate": "never"})
    site.write("posts/2018-05-01.md", f"---\n{BOMB}tags: *i\n---\n")
    os.mkfifo(site.posts / "2018-05-02.md")
    with (site.posts / "2018-05-03.md").open("wb") as file:
        file.truncate(3 * 2**30)
    (site.posts / os.fsdecode(b"2018-05-04-\xff.md")).touch()
    result = site.run("build")
    assert result.returncode == 1
    assert "Traceback" not in result.stdout
    folder = site.posts
    lines = [line for line in result.stdout.splitlines() if str(folder) in line]
    assert lines == [
        (
            f"ERROR   -  wisdom: {folder}/2018-05-01.md, line 2: front matter is not YAML: more "
            "than 10,000 values, or 32 lists inside each other"
        ),
        f"{folder}/2018-05-02.md is not a regular file: remove it, or put a text file there",
        (
            f"{folder}/2018-05-03.md has 3,221,225,472 bytes, expected at most 4,194,304: divide "
            "it into several files"
        ),
        (
            f"'{folder}/2018-05-04-\\udcff.md': its name has control characters or bytes that are "
            "not UTF-8: rename it"
        ),
    ]


def test_values_of_any_type_make_a_site(site: Site) -> None:
    site.configure({"generate": "never"}, site_url="https://example.org/")
    record = "wisdom: {blend: [a], char: {top_p: x, top_k: []}, guards: {1: 2}, choices: {a: b}}"
    tags = f"[{'ä' * 300}, '\N{COMBINING ACUTE ACCENT}', '#', 7, null, {'x' * 300}]"
    keys = "description: [1]\nimage: {a: b}\nauthors: 7\nsearch: [x]\npin: {}\nlinks: 1"
    site.write("posts/2018-05-01.md", f"---\n{record}\ntags: {tags}\n{keys}\n---\nCall me\n")
    site.write(f"posts/2018-05-02-{'y' * 229}.md", "Call me")
    site.build()
    assert "Call me" in site.read("wisdom/posts/2018-05-01/index.html")
    assert "Call me" in site.read(f"wisdom/posts/2018-05-02-{'y' * 229}/index.html")
