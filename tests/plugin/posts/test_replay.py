import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_wisdom.errors import ReplayError
from mkdocs_wisdom.markdown_escape import escape_markdown
from mkdocs_wisdom.posts import replay
from mkdocs_wisdom.posts.composer import Draft, PostSettings, choose_title, compose, publish
from mkdocs_wisdom.posts.replay import NEEDED, NOTED, read_inputs
from sites import Site
from voices import document_voice, random_voice
from wisdom_model.errors import quote
from wisdom_model.generation.recipe import BLENDS, Recipe
from wisdom_model.generation.writer import write
from wisdom_model.network.sampling import Sampling
from wisdom_model.voice.file import bundled_voice, digest, load_voice, save_voice

NOW = datetime(2026, 11, 24, 8, 30, 15, tzinfo=timezone(timedelta(hours=1)))
STEM = "2026-11-24"


@pytest.fixture
def root(tmp_path: Path, voice_file: Path) -> Path:
    """A site's folder with a voice beside its configuration."""
    shutil.copy(voice_file, tmp_path / "tiny.safetensors")
    (tmp_path / "mkdocs.yml").touch()
    return tmp_path


def make_post_settings(root: Path, blend: str = "handoff", prompt: str = "The sea") -> PostSettings:
    return PostSettings(
        model="tiny.safetensors",
        path=root / "tiny.safetensors",
        recipe=Recipe(blend, char=Sampling(0.4), word=Sampling(0.75, 5, 0.9)),
        given=(),
        lengths=(9,),
        prompts=(prompt,) if prompt else (),
        candidates=1,
        blocklist=(),
        seed=0,
    )


def publish_one(root: Path, blend: str = "handoff", prompt: str = "The sea") -> Path:
    publish(compose(make_post_settings(root, blend, prompt), STEM, NOW, 0), root / "posts")
    return root / "posts" / f"{STEM}.md"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(replay.replay, [str(argument) for argument in arguments])


def fail(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr


def edit(path: Path, pattern: str, replacement: str) -> None:
    """Replace a text that occurs exactly once."""
    text = path.read_text(encoding="utf-8")
    text, count = re.subn(pattern, replacement, text, flags=re.MULTILINE)
    assert count == 1
    path.write_bytes(text.encode())


@pytest.mark.parametrize("blend", BLENDS)
@pytest.mark.parametrize("prompt", ["", "The sea", "“I,” 🐋: <b>\"the\"</b> & # 'sea'", "日本の海"])
def test_a_post_is_the_same(root: Path, blend: str, prompt: str) -> None:
    path = publish_one(root, blend, prompt)
    result = run(path)
    assert result.stdout == f"{path}: the same, {path.stat().st_size} bytes\n"
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_candidate_that_was_chosen_is_written_again(root: Path) -> None:
    draft = compose(make_post_settings(root), STEM, NOW, 0)
    record = draft.meta["wisdom"]
    recipe = Recipe(blend="handoff", prompt="The sea", length=9, char=Sampling(0.4),
                    word=Sampling(0.75, 5, 0.9))  # fmt: skip
    text = write(random_voice(), recipe, record["seed"], 3)
    noted = {"candidate": 3, "candidates": 8, "guards": {"loops": "none"}, "score": 1.25}
    meta = {**draft.meta, "title": choose_title(text, STEM), "wisdom": record | noted}
    publish(Draft(STEM, meta, escape_markdown(text)), root)
    assert text != write(random_voice(), recipe, record["seed"])
    assert run(root / f"{STEM}.md").exit_code == 0


def test_a_private_voice_says_so_in_its_posts(root: Path) -> None:
    voice = load_voice(root / "tiny.safetensors")
    save_voice(root / "tiny.safetensors", replace(voice, metadata={"private": True}))
    path = publish_one(root)
    assert "\n  private: true\n" in path.read_text()
    assert run(path).exit_code == 0


def test_the_rest_of_the_front_matter_is_kept(root: Path) -> None:
    path = publish_one(root)
    edit(path, r"^date: .*\n", "date: 2020-01-01T00:00:00+00:00\ntags:\n- sea\ncontent: 1\n7: x\n")
    assert run(path).exit_code == 0


def test_an_edited_post_differs(root: Path) -> None:
    path = publish_one(root)
    body = path.read_text(encoding="utf-8").rpartition("---\n\n")[2]
    line = body.splitlines()[0]
    edit(path, "^The sea", "The  sea\r")
    result = run(path)
    assert result.exit_code == 1
    number = path.read_bytes()[: path.read_bytes().index(b"The  sea")].count(b"\n") + 1
    assert result.stdout == (
        f"{path}: differs in line {number}\n"
        f"  found:   {line.replace('The sea', 'The  sea' + chr(13), 1)!r}\n"
        f"  written: {line!r}\n"
    )


def test_an_edited_title_differs(root: Path) -> None:
    path = publish_one(root)
    edit(path, "^title: .*$", "title: The whale")
    assert "differs in line 3\n  found:   'title: The whale'\n" in run(path).stdout


def test_a_cut_post_differs(root: Path) -> None:
    path = publish_one(root)
    path.write_bytes(path.read_bytes()[:-1])
    assert run(path).stdout.endswith("  found:   no such line\n  written: ''\n")


def test_another_release_may_be_why(root: Path) -> None:
    path = publish_one(root)
    edit(path, r"^  version: .*$", "  version: 0.0.9")
    assert run(path).exit_code == 0
    edit(path, "^title: .*$", "title: The whale")
    assert run(path).stdout.endswith("  (found is from mkdocs-wisdom 0.0.9, this is 0.1.0)\n")


def test_every_post_is_judged(root: Path) -> None:
    path = publish_one(root)
    mine = root / "posts" / "2018-05-01.md"
    mine.write_text("Be kind.\n")
    result = run(mine, path)
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: {mine}: there is no 'wisdom' in its front matter: a person wrote this post\n"
    )
    assert result.stdout == f"{path}: the same, {path.stat().st_size} bytes\n"


def test_a_voice_that_was_moved_is_named(root: Path) -> None:
    path = publish_one(root)
    (root / "tiny.safetensors").rename(root / "moved.safetensors")
    assert fail(path) == (
        f"Error: {path}: there is no voice {root / 'tiny.safetensors'}: if it was moved, give its "
        "file with --model\n"
    )
    assert run(path, "--model", root / "moved.safetensors").exit_code == 0


def test_another_voice_is_an_error(root: Path) -> None:
    path = publish_one(root)
    needed = digest(root / "tiny.safetensors")
    save_voice(root / "tiny.safetensors", random_voice(1))
    assert fail(path) == (
        f"Error: {path}: the voice {root / 'tiny.safetensors'} is not the one that wrote the post: "
        f"its digest is {digest(root / 'tiny.safetensors')}, wisdom.digest is {needed}: give that "
        "voice's file with --model\n"
    )


def test_a_damaged_voice_is_an_error(root: Path) -> None:
    path = publish_one(root)
    (root / "tiny.safetensors").write_bytes(b"0")
    edit(path, "^  digest: .*$", f"  digest: {digest(root / 'tiny.safetensors')}")
    assert fail(path).startswith(f"Error: {path}: {root / 'tiny.safetensors'} is not a ")


def test_a_voice_lies_beside_the_nearest_configuration(root: Path) -> None:
    inner = root / "sites" / "inner"
    (inner / "posts" / "old").mkdir(parents=True)
    (inner / "mkdocs.yaml").touch()
    post = inner / "posts" / "old" / "x.md"
    assert replay.locate_voice("own.safetensors", post) == inner / "own.safetensors"
    assert replay.locate_voice("ishmael", post) == bundled_voice("ishmael")


def test_without_a_configuration_only_bundled_voices_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay, "CONFIGURATIONS", ("no-such.yml",))
    assert replay.locate_voice("ishmael", tmp_path / "x.md") == bundled_voice("ishmael")
    with pytest.raises(ReplayError) as caught:
        replay.locate_voice("own.safetensors", tmp_path / "x.md")
    assert str(caught.value) == (
        "wisdom.model is 'own.safetensors', the current folder has no such file, and no folder "
        "above the post has a no-such.yml: give the voice's file with --model"
    )


def test_an_unknown_bundled_voice_is_an_error(root: Path) -> None:
    path = publish_one(root)
    edit(path, "^  model: .*$", "  model: ahab")
    assert fail(path).startswith(f"Error: {path}: no voice is called 'ahab'; these ship")


def test_a_file_that_is_not_a_post_is_an_error(tmp_path: Path) -> None:
    assert fail(tmp_path / "x.md") == (
        f"Error: cannot read {tmp_path / 'x.md'}: No such file or directory\n"
    )


RECORD = {
    "version": "0.1.0",
    "model": "tiny.safetensors",
    "digest": "sha256:ab",
    "seed": 7,
    "blend": "handoff",
    "prompt": None,
    "length": 9,
    "char": {"temperature": 0.4, "top_k": 0, "top_p": 1.0},
    "word": {"temperature": 1, "top_k": 5, "top_p": 0.9},
    "unknown": "spell",
}


def test_verse_of_the_authors_length_is_the_same(root: Path) -> None:
    voice = document_voice(end=-9, most=30, lines=True, whole_sentences=False)
    save_voice(root / "tiny.safetensors", voice)
    recipe = Recipe("word", word=Sampling(1.0))
    settings = replace(
        make_post_settings(root, prompt=""), recipe=recipe, lengths=(), candidates=40
    )
    draft = compose(settings, STEM, NOW, 0)
    assert draft.meta["wisdom"]["length"] is None
    assert "  \n" in draft.body
    assert draft.meta["title"] == choose_title(draft.body.split("  \n")[0], STEM)
    publish(draft, root / "posts")
    path = root / "posts" / f"{STEM}.md"
    assert run(path).stdout == f"{path}: the same, {path.stat().st_size} bytes\n"


def test_the_front_matter_determines_the_text() -> None:
    inputs = read_inputs({"wisdom": RECORD})
    recipe = Recipe("handoff", None, 9, Sampling(0.4), Sampling(1, 5, 0.9), "spell")
    assert inputs == ("tiny.safetensors", "sha256:ab", recipe, 7, 0, (), "0.1.0")
    assert read_inputs({"wisdom": RECORD | {"candidate": 3}}).candidate == 3
    assert read_inputs({"wisdom": RECORD | {"length": None}}).recipe.length is None
    assert read_inputs({"wisdom": RECORD | dict.fromkeys(NOTED)}) == inputs


@pytest.mark.parametrize("key", NEEDED)
def test_every_key_is_needed(key: str) -> None:
    record = {name: value for name, value in RECORD.items() if name != key}
    with pytest.raises(ReplayError, match=rf"^wisdom\.{key} is missing: expected "):
        read_inputs({"wisdom": record})


ELSEWHERE = "use the release that wrote the post"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"model": 3}, "wisdom.model is 3: expected a text"),
        ({"seed": "7"}, "wisdom.seed is '7': expected a whole number"),
        ({"seed": True}, "wisdom.seed is True: expected a whole number"),
        ({"seed": -1}, "wisdom.seed is -1: expected a whole number, 0 or more"),
        ({"candidate": -1}, "wisdom.candidate is -1: expected a whole number, 0 or more"),
        ({"candidate": None}, "wisdom.candidate is None: expected a whole number"),
        ({"prompt": ["I"]}, "wisdom.prompt is ['I']: expected a text"),
        ({"prompt": ""}, "wisdom: the prompt is empty: give it a word, or leave it out"),
        ({"length": 9.5}, "wisdom.length is 9.5: expected a whole number"),
        ({"length": 0}, "wisdom: length is 0: it must be 1 word or more, and at most 10,000"),
        ({"unknown": None}, "wisdom.unknown is None: expected a text"),
        ({"char": 0.4}, "wisdom.char is 0.4: expected lines of key: value"),
        ({"char": {}}, "wisdom.char.temperature is missing: expected a number"),
        (
            {"char": {"temperature": "hot"}},
            "wisdom.char.temperature is 'hot': expected a number",
        ),
        (
            {"char": {"temperature": 10**400, "top_k": 0, "top_p": 1.0}},
            f"wisdom.char.temperature is {quote(10**400)}: expected a number",
        ),
        (
            {"word": {"temperature": -1, "top_k": 0, "top_p": 1.0}},
            "wisdom.word: temperature is -1: it must be 0 or more",
        ),
        (
            {"word": {"temperature": 1, "top_k": 0, "top_p": 1.0, "min_p": 0.1}},
            "wisdom.word.min_p is not known: expected only temperature, top_k, top_p",
        ),
        (
            {"version": "0.9.0", "topic": "sea"},
            f"wisdom.topic is not known to mkdocs-wisdom 0.1.0: {ELSEWHERE}, 0.9.0",
        ),
        (
            {7: "sea"},
            f"wisdom.7 is not known to mkdocs-wisdom 0.1.0: {ELSEWHERE}, 0.1.0",
        ),
    ],
)
def test_errors_name_the_key_what_was_found_and_what_was_expected(
    changed: dict[object, object], error: str
) -> None:
    with pytest.raises(ReplayError) as caught:
        read_inputs({"wisdom": {**RECORD, **changed}})
    assert str(caught.value) == error


def test_an_unknown_blend_is_an_error() -> None:
    with pytest.raises(ReplayError, match=r"^wisdom: blend is 'mix': it must be one of mixture, "):
        read_inputs({"wisdom": RECORD | {"blend": "mix"}})


@pytest.mark.parametrize("wisdom", ["yes", ["seed"], 7])
def test_anything_but_a_mapping_is_an_error(wisdom: object) -> None:
    with pytest.raises(ReplayError) as caught:
        read_inputs({"wisdom": wisdom})
    assert str(caught.value) == f"wisdom is {wisdom!r}: expected lines of key: value"


@pytest.mark.site
def test_what_a_build_wrote_is_the_same(site: Site) -> None:
    site.write("prompts.txt", "“The  sea\n# no\nI\n")
    site.configure({"prompts": "prompts.txt", "blend": "word", "every": "build"})
    site.build()
    site.build()
    result = run(*sorted(site.posts.glob("*.md")))
    assert result.exit_code == 0
    assert result.stdout.count(": the same, ") == 2


@pytest.mark.parametrize("kernel", ["Haswell", "Sandybridge", "Nehalem", "Prescott"])
def test_another_processor_writes_the_same(root: Path, kernel: str) -> None:
    """OpenBLAS multiplies in another order; where numpy has something else, nothing changes."""
    path = publish_one(root, "mixture")
    command = ["-W", "ignore", "-m", "wisdom_training", "replay", str(path)]
    done = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "OPENBLAS_CORETYPE": kernel, "OPENBLAS_NUM_THREADS": "2"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == -signal.SIGILL:
        pytest.skip(f"this processor cannot run {kernel}'s kernels")
    assert done.stdout.endswith("bytes\n"), done.stderr
    assert ": the same, " in done.stdout
