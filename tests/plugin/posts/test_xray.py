"""The figures of X-ray, beside the posts."""

import json
import shutil
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from mkdocs_wisdom.errors import FiguresError, ReplayError
from mkdocs_wisdom.posts.composer import PostSettings, compose, publish
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.post_files import list_folder
from mkdocs_wisdom.posts.post_reader import read_all, read_post
from mkdocs_wisdom.posts.xray import (
    Figures,
    find_file,
    keep_figures,
    make_figures,
    read_figures,
    save_figures,
)
from voices import TINY
from wisdom_model.generation.recipe import Recipe
from wisdom_model.voice.file import load_voice, save_voice

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=timezone.utc)
STEM = "2026-11-24"
FIGURES = Figures(("The", "lamp", "waits", "."), "ppwm", (0, 0, 27, 3), ((), (), ("turns", 31), ()))


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return Path(shutil.copy(TINY, tmp_path / "tiny.safetensors"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "posts"


def publish_one(voice: Path, folder: Path, seed: int = 0) -> Post:
    settings = PostSettings(
        model="tiny.safetensors", path=voice, recipe=Recipe("product", unknown="skip"),
        given=("blend", "unknown"), lengths=(5,), prompts=("The lamp",), candidates=1,
        blocklist=(), seed=seed,
    )  # fmt: skip
    publish(compose(settings, STEM, NOW, 0), folder)
    return read_post(folder / f"{STEM}.md", timezone=timezone.utc)


def test_the_figures_of_a_post(voice: Path, folder: Path) -> None:
    post = publish_one(voice, folder)
    figures = make_figures(post, voice, ())
    assert " ".join(figures.words) == "The lamp turns over the rocks , and I write it down ."
    assert figures.by == "ppwwmwmwmwmwm"
    assert figures.tenths == (0, 0, 25, 14, 0, 0, 23, 0, 0, 0, 0, 0, 0)
    assert figures.instead == (
        (), (), ("keeps", 23, "does", 18, "waits", 11), ("in", 33, "under", 16, "by", 13), (), (),
        (".", 34, "!", 28, ";", 17), (), (), (), (), (), (),
    )  # fmt: skip


def test_the_file_has_the_same_bytes_every_time(voice: Path, folder: Path) -> None:
    post = publish_one(voice, folder)
    keep_figures(post, voice, folder, ())
    first = find_file(folder, STEM).read_bytes()
    find_file(folder, STEM).unlink()
    keep_figures(post, voice, folder, ())
    assert find_file(folder, STEM).read_bytes() == first
    assert read_figures(post, folder) == make_figures(post, voice, ())


def test_a_blocked_word_is_no_alternative(voice: Path, folder: Path) -> None:
    post = publish_one(voice, folder)
    figures = make_figures(post, voice, ["keep*"])
    assert figures.instead[2] == ("does", 18, "waits", 11, "sings", 11)
    assert figures.without_blocked(["wait*"]).instead[2] == ("does", 18, "sings", 11)


def test_a_blocked_phrase_may_begin_in_the_post() -> None:
    assert FIGURES.without_blocked(["lamp turns"]).instead == ((), (), (), ())
    assert FIGURES.without_blocked(["sea turns"]) == FIGURES
    assert FIGURES.without_blocked([]) is FIGURES


def test_a_private_voice_gets_none(voice: Path, folder: Path) -> None:
    found = load_voice(voice)
    save_voice(voice, replace(found, metadata={**found.metadata, "private": True}))
    post = publish_one(voice, folder)
    with pytest.raises(FiguresError, match="is private: figures would tell what it read"):
        make_figures(post, voice, ())


@pytest.mark.parametrize("line", ["draft: true", "search: {exclude: true}", "password: x"])
def test_a_post_that_is_not_shown_everywhere_gets_none(
    voice: Path, folder: Path, line: str
) -> None:
    publish_one(voice, folder)
    path = folder / f"{STEM}.md"
    path.write_text(path.read_text().replace("---\n", f"---\n{line}\n", 1))
    with pytest.raises(FiguresError, match="it is a draft, or kept out of lists and search"):
        make_figures(read_post(path, timezone=timezone.utc), voice, ())


def test_an_edited_post_gets_none(voice: Path, folder: Path) -> None:
    post = publish_one(voice, folder)
    with pytest.raises(ReplayError, match="its text is no longer what the voice wrote"):
        make_figures(replace(post, body="The lamp sleeps."), voice, ())


def test_figures_of_an_edited_post_are_not_used(voice: Path, folder: Path) -> None:
    post = publish_one(voice, folder)
    keep_figures(post, voice, folder, ())
    with pytest.raises(FiguresError, match=r"2026-11-24\.json is not used: the post was changed"):
        read_figures(replace(post, body="The lamp sleeps."), folder)


def test_a_post_without_figures(folder: Path) -> None:
    assert read_figures(Post(STEM, NOW, "", "", {}, None), folder) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"version":2}',
        '{"version":1,"words":["a"],"by":"","tenths":[],"instead":[]}',
        '{"version":1,"words":["a"],"by":"x","tenths":[1],"instead":[[]]}',
        '{"version":1,"words":["a"],"by":"w","tenths":["1"],"instead":[[]]}',
        '{"version":1,"words":["a"],"by":"w","tenths":[1],"instead":[["b"]]}',
        '{"version":1,"words":["a"],"by":"w","tenths":[1],"instead":[[1,"b"]]}',
    ],
)  # fmt: skip
def test_other_files_are_neither_read_nor_overwritten(folder: Path, text: str) -> None:
    path = find_file(folder, STEM)
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(FiguresError, match="cannot be read"):
        read_figures(Post(STEM, NOW, "", "a", {}, None), folder)
    with pytest.raises(FiguresError, match="is another file, not figures"):
        save_figures(FIGURES, path)
    assert path.read_text() == text


def test_older_figures_are_replaced(folder: Path) -> None:
    folder.mkdir()
    path = find_file(folder, STEM)
    save_figures(FIGURES, path)
    save_figures(replace(FIGURES, by="wwww"), path)
    assert json.loads(path.read_text())["by"] == "wwww"
    assert [file.name for file in path.parent.iterdir()] == ["2026-11-24.json"]


def test_figures_are_no_posts_and_no_attachments(folder: Path) -> None:
    folder.mkdir()
    save_figures(FIGURES, find_file(folder, STEM))
    (folder / "xray" / "2026-11-23.md").write_text("X-rays were found in 1895.")
    content = list_folder(folder)
    assert [post.stem for post in content.posts] == ["2026-11-23"]
    assert (content.beside, content.left_out) == ([], [])
    assert [post.stem for post in read_all(folder, timezone=timezone.utc)] == ["2026-11-23"]


def test_a_build_goes_on_without_figures(
    voice: Path, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    post = publish_one(voice, folder)
    (folder / "xray").write_text("a file")
    caplog.set_level("INFO")
    keep_figures(post, voice, folder, ())
    assert "No X-ray of the post 2026-11-24: cannot write" in caplog.text
