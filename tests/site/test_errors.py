"""An error is one clear line and exit code 1, and leaves nothing half-written."""

from dataclasses import replace

import pytest

from sites import Site
from wisdom_model.voice.file import load_voice, save_voice

pytestmark = pytest.mark.site


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (
            {"model": "missing.safetensors"},
            (
                "wisdom: cannot read the model file /missing.safetensors: it does not exist. Give "
                "the path of a voice that `wisdom train` wrote, or the name of one that ships with "
                "the package"
            ),
        ),
        (
            {"every": "hour"},
            (
                "Config value 'plugins': Plugin 'wisdom' option 'every': found 'hour', allowed: "
                "day, week, month or build"
            ),
        ),
        (
            {"posts_dir": "docs/posts"},
            (
                "wisdom: posts_dir: found /docs/posts, which lies inside docs_dir (/docs), so that "
                "MkDocs would build each post twice: keep the posts beside docs_dir, as in "
                "posts_dir: posts"
            ),
        ),
        (
            {"avatar": "me.png"},
            (
                "wisdom: avatar: found 'me.png', but docs_dir has no such file: give an image's "
                "path relative to docs_dir, or its URL"
            ),
        ),
    ],
)
def test_a_wrong_option_is_named(site: Site, options: dict[str, object], error: str) -> None:
    site.configure(options)
    assert site.fail() == error
    assert options.get("avatar") or not site.posts.exists()


def test_a_damaged_voice_is_named(site: Site) -> None:
    (site.root / "tiny.safetensors").write_bytes(b"not a voice")
    assert site.fail().startswith("wisdom: /tiny.safetensors is not a .safetensors file")
    assert not site.posts.exists()


def test_a_private_voice_has_no_quiz(site: Site) -> None:
    site.write("site/index.html", "the site of yesterday")
    path = site.root / "tiny.safetensors"
    save_voice(path, replace(load_voice(path), metadata={"private": True}))
    site.configure({"quiz": [f"The keeper lit lamp {number} at dusk." for number in range(10)]})
    assert site.fail().startswith("wisdom: quiz: /tiny.safetensors is a private voice: the quiz")
    assert not site.posts.exists()
    assert site.read("index.html") == "the site of yesterday"


def test_the_environment_is_checked(site: Site) -> None:
    assert site.fail(WISDOM_GENERATE="yes") == (
        "wisdom: the environment variable WISDOM_GENERATE: found 'yes', allowed: auto, always or "
        "never"
    )


@pytest.mark.every_python
def test_a_broken_post_is_named_and_stops_all_writing(site: Site) -> None:
    site.write("site/index.html", "the site of yesterday")
    site.write("posts/2018-05-01.md", "---\ntitle: a\ndate: soon\n---\n")
    assert site.fail() == (
        "wisdom: /posts/2018-05-01.md, line 3: date is 'soon': expected a date such as "
        "2026-11-24 or 2026-11-24 08:30:00 +0100"
    )
    assert [path.name for path in site.posts.iterdir()] == ["2018-05-01.md"]
    assert site.read("index.html") == "the site of yesterday"


def test_a_folder_that_cannot_be_written_is_named(site: Site) -> None:
    site.write("file", "")
    site.configure({"posts_dir": "file/posts"})
    assert site.fail() == (
        "wisdom: cannot write /file/posts/2026-11-24.md: Not a directory. Make the folder "
        "writable, name another as posts_dir (or --into), or build with WISDOM_GENERATE=never"
    )


def test_a_page_in_the_way_is_named(site: Site) -> None:
    site.write("docs/wisdom/archive.md", "# Mine\n")
    assert site.fail() == (
        "wisdom: wisdom/archive.md (of the feed) and /docs/wisdom/archive.md would both become "
        "wisdom/archive/index.html: rename the latter, or set `feed` to another path"
    )


def test_a_feed_in_the_way_is_named(site: Site) -> None:
    site.write("docs/wisdom-rss.xml", "<rss/>")
    assert site.fail() == (
        "wisdom: wisdom-rss.xml (of the feed) and /docs/wisdom-rss.xml would both become "
        "wisdom-rss.xml: rename the latter, or set `feed` to another path"
    )
