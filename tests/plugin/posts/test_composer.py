import errno
import html
import os
import stat
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from mkdocs_wisdom.errors import PublishError
from mkdocs_wisdom.markdown_escape import escape_markdown
from mkdocs_wisdom.posts import composer
from mkdocs_wisdom.posts.composer import (
    Draft,
    PostSettings,
    compose,
    derive_seed,
    publish,
)
from mkdocs_wisdom.posts.explanation import GUARD_NAMES
from mkdocs_wisdom.posts.post_reader import read_post
from mkdocs_wisdom.posts.prompts import read_prompt
from wisdom_model.generation.recipe import BLENDS, Recipe
from wisdom_model.generation.writer import write
from wisdom_model.network.sampling import Sampling
from wisdom_model.voice.file import digest, load_voice, save_voice

NOW = datetime(2026, 11, 24, 8, 30, 15, 250000, tzinfo=timezone(timedelta(hours=1)))
DRAFT = Draft(
    stem="2026-11-24",
    meta={
        "date": NOW.replace(microsecond=0),
        "title": "“Call me: Ishmael…”",
        "wisdom": {"seed": 7, "prompt": None, "char": {"temperature": 0.4}},
    },
    body="Call me Ishmael&#x2e;\n\nSome years ago.",
)
SOURCE = """\
---
date: 2026-11-24T08:30:15+01:00
title: '“Call me: Ishmael…”'
wisdom:
  seed: 7
  prompt: null
  char:
    temperature: 0.4
---

Call me Ishmael&#x2e;

Some years ago.
"""


@pytest.fixture
def settings(voice_file: Path) -> PostSettings:
    return PostSettings(
        model="tiny.safetensors",
        path=voice_file,
        recipe=Recipe("handoff", char=Sampling(0.4), word=Sampling(0.7)),
        given=(),
        lengths=(5, 6, 7),
        prompts=(),
        candidates=1,
        blocklist=(),
        seed=0,
    )


def test_the_seed_follows_from_voice_name_and_number() -> None:
    assert derive_seed("sha256:ab", "2026-11-24", 0) == 1429636803603968026
    assert derive_seed("sha256:ab", "2026-11-24", 1) == 4858911719872138137
    assert derive_seed("sha256:ab", "2026-11-25", 0) == 3381534658813369284
    assert derive_seed("sha256:ac", "2026-11-24", 0) == 8838305812305615660


def test_front_matter_suffices_to_write_the_text_again(
    settings: PostSettings,
) -> None:
    draft = compose(settings, "2026-11-24", NOW, 0)
    record: dict[str, Any] = dict(frontmatter.loads(draft.dump())["wisdom"])  # type: ignore[call-overload]  # a mapping
    assert (record.pop("version"), record.pop("model")) == ("0.1.0", "tiny.safetensors")
    assert record.pop("digest") == digest(settings.path)
    seed, number = record.pop("seed"), record.pop("candidate")
    noted = {key: record.pop(key) for key in ("candidates", "passed", "score", "guards")}
    assert noted["guards"].keys() == set(GUARD_NAMES)
    record |= {name: Sampling(**record[name]) for name in ("char", "word")}
    assert (
        escape_markdown(write(load_voice(settings.path), Recipe(**record), seed, number))
        == draft.body
    )


def test_front_matter_has_a_steady_order(settings: PostSettings) -> None:
    meta = compose(settings, "2026-11-24", NOW, 0).meta
    assert list(meta) == ["date", "title", "wisdom"]
    assert list(meta["wisdom"])[:4] == ["version", "model", "digest", "seed"]


def test_the_same_name_has_the_same_words_at_any_time(settings: PostSettings) -> None:
    first = compose(settings, "2026-11-24", NOW, 0)
    again = compose(settings, "2026-11-24", NOW + timedelta(hours=3), 0)
    other = compose(replace(settings, seed=1), "2026-11-24", NOW, 0)
    assert again.body == first.body
    assert other.body != first.body


def test_the_length_is_one_of_those_allowed(settings: PostSettings) -> None:
    drafts = [compose(settings, f"2026-11-{day}", NOW, 0) for day in range(10, 30)]
    assert {draft.meta["wisdom"]["length"] for draft in drafts} == {5, 6, 7}


def test_without_lengths_a_voice_without_documents_has_the_usual_ones(
    settings: PostSettings,
) -> None:
    assert {
        composer.choose_length(load_voice(settings.path), (), seed) for seed in range(9)
    } == set(composer.USUAL_LENGTHS)


def test_the_temperature_is_the_voices_own_unless_it_is_given(
    settings: PostSettings, tmp_path: Path
) -> None:
    path = tmp_path / "bold.safetensors"
    voice = load_voice(settings.path)
    save_voice(path, replace(voice, metadata={**voice.metadata, "temperatures": {"word": 0.9}}))
    for given, temperature in (((), 0.9), (("char",), 0.9), (("word",), 0.7)):
        draft = compose(replace(settings, path=path, given=given), "2026-11-24", NOW, 0)
        assert draft.meta["wisdom"]["word"]["temperature"] == temperature


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Call me Ishmael.\n\nSome years ago.", "Call me Ishmael."),
        ("An old pond\na frog\n\nsilence", "An old pond"),
        ("", "2026-11-24"),
    ],
)
def test_the_title_is_the_beginning(text: str, title: str) -> None:
    assert composer.choose_title(text, "2026-11-24") == title


def test_prompts_take_turns(settings: PostSettings) -> None:
    asking = replace(settings, prompts=("The sea", "I do"))
    drafts = [compose(asking, "2026-11-24", NOW, turn) for turn in (7, 8)]
    assert [draft.meta["wisdom"]["prompt"] for draft in drafts] == ["The sea", "I do"]
    assert [draft.body.startswith(prompt) for draft, prompt in zip(
        drafts, ("The sea", "I do"), strict=True)] == [True, True]  # fmt: skip


def test_the_users_number_changes_whose_turn_it_is(settings: PostSettings) -> None:
    asking = replace(settings, prompts=("The sea", "I do"))
    drafts = [compose(replace(asking, seed=seed), "2026-11-24", NOW, 7) for seed in (0, 3)]
    assert [draft.meta["wisdom"]["prompt"] for draft in drafts] == ["The sea", "I do"]


@pytest.mark.parametrize("blend", BLENDS)
@pytest.mark.parametrize(
    "prompt",
    [
        "“Call me,” he said, 'and I",
        'The whale said: "',
        "The sea 🐋👩‍🚀",
        "<b>The sea</b> & the",
        "**The** _sea_ `and`",
        "# The sea",
        "- The sea",
        "1. The sea",
        "{{ the }} {% sea %}",
        "日本の海と鯨",
        "The sea,",
        "The sea —",
        "The sea…",
        "The sea.",
        "“The sea is the whale!”",
        "I",
        "?",
        " ".join(["The whale and the sea."] * 60),
        "The sea.\n\nThe whale",
    ],
)
def test_a_post_begins_with_exactly_its_prompt(
    settings: PostSettings, prompt: str, blend: str
) -> None:
    recipe = replace(settings.recipe, blend=blend)
    asking = replace(settings, prompts=(read_prompt(prompt),), recipe=recipe)
    draft = compose(asking, "2026-11-24", NOW, 0)
    assert draft.meta["wisdom"]["prompt"] == prompt
    shown = html.unescape(draft.body)
    assert shown.startswith(prompt)
    assert len(shown) > len(prompt)
    assert frontmatter.loads(draft.dump())["wisdom"]["prompt"] == prompt  # type: ignore[index]  # a mapping


def test_a_key_may_have_any_name(tmp_path: Path) -> None:
    draft = replace(DRAFT, meta={**DRAFT.meta, "content": "mine", "handler": 1})
    publish(draft, tmp_path)
    read = read_post(tmp_path / "2026-11-24.md", timezone=timezone.utc)
    assert (read.meta, read.body) == (draft.meta, draft.body)


def test_a_preview_is_the_post_unsaved(settings: PostSettings) -> None:
    draft = compose(settings, "2026-11-24", NOW, 0)
    post = draft.preview()
    assert (post.stem, post.body, post.meta) == (draft.stem, draft.body, draft.meta)
    assert (post.date, post.title) == (NOW.replace(microsecond=0), draft.meta["title"])
    assert (post.path, post.preview) == (None, True)


def test_a_voice_is_loaded_and_a_text_written_once(
    settings: PostSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose(settings, "2026-12-01", NOW, 0)
    monkeypatch.setattr(composer, "load_voice", None)
    compose(settings, "2026-12-02", NOW, 0)
    monkeypatch.setattr(composer, "choose", None)
    compose(settings, "2026-12-01", NOW + timedelta(hours=1), 0)


def test_a_post_is_published_whole(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "posts"
    assert publish(DRAFT, folder) is True
    assert [path.name for path in folder.iterdir()] == ["2026-11-24.md"]
    assert (folder / "2026-11-24.md").read_bytes() == SOURCE.encode()
    assert stat.S_IMODE((folder / "2026-11-24.md").stat().st_mode) == 0o644


def test_a_published_post_equals_its_preview(tmp_path: Path) -> None:
    publish(DRAFT, tmp_path)
    path = tmp_path / "2026-11-24.md"
    published = read_post(path, timezone=timezone.utc)
    assert published == replace(DRAFT.preview(), path=path, preview=False)


def test_a_post_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "2026-11-24.md").write_text("mine")
    assert publish(DRAFT, tmp_path) is False
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"2026-11-24.md": "mine"}


def publish_some(folder: Path) -> list[bool]:
    drafts = [Draft(f"2026-11-{day}", DRAFT.meta, f"by {os.getpid()}") for day in range(10, 30)]
    return [publish(draft, folder) for draft in drafts]


def test_builds_that_race_make_one_post(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(publish_some, [tmp_path] * 3))
    assert [sum(won) for won in zip(*results, strict=True)] == [1] * 20
    assert len(list(tmp_path.iterdir())) == 20


def test_a_full_disk_is_an_error_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PublishError) as caught:
        publish(DRAFT, tmp_path)
    assert str(caught.value) == (
        f"cannot write {tmp_path / '2026-11-24.md'}: No space left on device. Make the folder "
        "writable, name another as posts_dir (or --into), or build with WISDOM_GENERATE=never"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "posts").write_text("")
    with pytest.raises(PublishError) as caught:
        publish(DRAFT, tmp_path / "posts")
    assert str(caught.value) == (
        f"cannot write {tmp_path / 'posts' / '2026-11-24.md'}: {tmp_path / 'posts'} is not a folder"
    )
