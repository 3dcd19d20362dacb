"""``wisdom train`` with real processes, files and kills."""

import os
import signal
import sys
from pathlib import Path

import pytest

from training.runs import (
    ENDLESS,
    LONG,
    PATIENCE,
    SHORT,
    checkpoints,
    list_workers,
    start,
    train,
)
from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH
from wisdom_model.voice.file import load_voice


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The voice of a training that nothing interrupted."""
    output = tmp_path_factory.mktemp("whole") / "voice.safetensors"
    done = train(corpus, output, *LONG)
    assert done.returncode == 0, done.stderr
    return output.read_bytes()


@pytest.mark.slow
def test_it_trains_evaluates_and_saves(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "voice.safetensors"
    done = train(corpus, output, *SHORT, "--name", "A book", "--seed", "3")
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["voice.safetensors", "voice.svg"]
    voice = load_voice(output)
    assert voice.char.network.architecture.hidden == 16
    assert voice.word.vocabulary.tokens[0] == "<unk>"
    assert voice.metadata["corpus"]["name"] == "A book"
    text = corpus.read_text(encoding="utf-8").replace(PARAGRAPH, DOCUMENT_END) + DOCUMENT_END
    assert voice.metadata["corpus"]["characters"] == len(text)
    training = voice.metadata["training"]
    assert (training["seed"], training["vectors"]) == (3, None)
    assert training["word"]["settings"]["epochs"] == 2
    assert [epoch["epoch"] for epoch in training["char"]["history"]] == [1, 2]
    scores = voice.metadata["evaluation"]["char"]
    shown = next(line for line in done.stdout.splitlines() if line.startswith("char   "))
    assert shown.split()[1] == f"{scores['nats_per_token']:.4f}"
    assert shown.split()[3] == f"{scores['bits_per_character']:.4f}"
    megabytes = f"{output.stat().st_size / 1e6:.2f} MB"
    ready = f"Your voice is ready: {output} ({megabytes}). Listen to it: wisdom sample {output}"
    assert (
        done.stdout.index(ready)
        < done.stdout.index("Next: ")
        < done.stdout.index("model  nats/token")
    )


@pytest.mark.slow
def test_one_model_after_the_other_gives_the_same_voice(
    corpus: Path, tmp_path: Path, whole: bytes
) -> None:
    output = tmp_path / "voice.safetensors"
    assert train(corpus, output, *LONG, "--jobs", "1").returncode == 0
    assert output.read_bytes() == whole


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no signals")
def test_a_killed_training_continues_to_the_same_voice(
    corpus: Path, tmp_path: Path, whole: bytes
) -> None:
    output = tmp_path / "voice.safetensors"
    process = start(corpus, output, *LONG)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    assert not output.exists()
    assert train(corpus, output, *LONG, "--resume").returncode == 0
    assert output.read_bytes() == whole
    assert checkpoints(output) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no signals")
def test_workers_end_with_their_parent(corpus: Path, tmp_path: Path, whole: bytes) -> None:
    output = tmp_path / "voice.safetensors"
    process = start(corpus, output, *LONG)
    process.kill()
    # The workers hold the other end of this pipe: it ends when the last of them has ended.
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    assert train(corpus, output, *LONG, "--resume").returncode == 0
    assert output.read_bytes() == whole


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_checkpoints_and_says_how_to_continue(
    corpus: Path, tmp_path: Path, number: signal.Signals
) -> None:
    output = tmp_path / "voice.safetensors"
    process = start(corpus, output, *LONG)
    os.killpg(process.pid, number)  # as a terminal sends it, to every process
    printed, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert printed.splitlines()[-1] == ("stopped; give the same command with --resume to continue")
    assert "Traceback" not in printed
    assert len(checkpoints(output)) == 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no signals")
def test_a_worker_that_is_killed_is_one_clear_error(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "voice.safetensors"
    process = start(corpus, output, *ENDLESS)
    os.kill(list_workers(process.pid)[0], signal.SIGKILL)
    printed, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert printed.splitlines()[-1].endswith(
        "model ended with code -9 (-9: killed, often because memory ran out); "
        "continue with --resume"
    )


def test_a_voice_is_never_overwritten_unasked(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "voice.safetensors"
    output.write_bytes(b"precious")
    done = train(corpus, output, *SHORT)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Error: {output} exists already: give another --output, or --force to replace it\n"
    )
    assert output.read_bytes() == b"precious"


def test_a_picture_is_never_overwritten_unasked(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "voice.svg").write_bytes(b"precious")
    done = train(corpus, tmp_path / "voice.safetensors", *SHORT)
    assert done.stderr == (
        f"Error: {tmp_path}/voice.svg exists already: give another --output, or --force to "
        f"replace it\n"
    )
    assert (tmp_path / "voice.svg").read_bytes() == b"precious"


def test_an_unfinished_training_is_never_thrown_away_unasked(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "voice.safetensors"
    left = tmp_path / "voice.safetensors.word.checkpoint"
    left.write_bytes(b"hours of work")
    done = train(corpus, output, *SHORT)
    assert done.stderr == (
        f"Error: {left} holds an unfinished run: continue it (--resume) or start over (--force)\n"
    )
    assert left.read_bytes() == b"hours of work"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("voice.bin", "a voice's name ends in .safetensors"),
        ("nowhere/voice.safetensors", "there is no folder {folder}/nowhere"),
    ],
)
def test_an_impossible_output_is_refused(
    corpus: Path, tmp_path: Path, name: str, message: str
) -> None:
    done = train(corpus, tmp_path / name, *SHORT)
    expected = message.format(folder=tmp_path)
    assert done.stderr == f"Error: --output is {tmp_path / name}: {expected}\n"
