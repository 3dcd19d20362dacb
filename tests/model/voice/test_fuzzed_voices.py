"""Voices that are wrong in any way: one clear error, or a text. Anyone may have made the file."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from voices import document_voice, random_voice
from wisdom_model.errors import WisdomError
from wisdom_model.generation.candidates import choose
from wisdom_model.generation.recipe import BLENDS, Recipe
from wisdom_model.guards.guards import Guards
from wisdom_model.voice.file import load_voice, save_voice

pytestmark = pytest.mark.slow

VALUES = (
    *(None, True, 0, 1, -1, 2, 7, 10**9, 10**400, 0.5, -0.0, 1e308, float("nan"), float("inf")),
    *("", "x", "<unk>", "\n\n", "\x1e", "\ud800", "\0", "a" * 300, [], [[]], [1], [[1, 2]], {}),
    *({"a": 1}, {"words": 3}, [""], ["a", "a"], "mixture", "lstm", "product"),
)
TRIALS = 300


def split_file(content: bytes) -> tuple[dict[str, Any], bytes]:
    size = int.from_bytes(content[:8], "little")
    return json.loads(content[8 : 8 + size]), content[8 + size :]


def join_file(header: dict[str, Any], data: bytes) -> bytes:
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


def change_value(owner: Any, rng: random.Random) -> None:  # noqa: ANN401 (JSON)
    """Replace, remove or add one value somewhere inside ``owner``."""
    keys = list(owner) if isinstance(owner, dict) else list(range(len(owner)))
    if not keys:
        return
    key = rng.choice(keys)
    if isinstance(owner[key], (dict, list)) and owner[key] and rng.random() < 0.7:
        change_value(owner[key], rng)
    elif rng.random() < 0.15:
        del owner[key]
    else:
        owner[key] = rng.choice(VALUES)


def change_file(content: bytes, rng: random.Random) -> bytes:
    """Change the voice's header, the header of safetensors, or bytes anywhere."""
    header, data = split_file(content)
    kind = rng.random()
    if kind < 0.6:
        voice = json.loads(header["__metadata__"]["wisdom"])
        for _ in range(rng.choice((1, 1, 2))):
            change_value(voice, rng)
        header["__metadata__"]["wisdom"] = json.dumps(voice)
        return join_file(header, data)
    if kind < 0.75:
        change_value(header, rng)
        return join_file(header, data)
    changed = bytearray(content)
    start = 0 if kind < 0.8 else len(content) - len(data)
    for _ in range(rng.choice((1, 4, 64))):
        changed[rng.randrange(start, len(changed))] = rng.choice((0, 1, 127, 128, 255))
    return bytes(changed[: rng.randrange(len(changed))] if kind > 0.95 else changed)


def make_voices(folder: Path) -> list[bytes]:
    """The files of a voice with all keys of a header, and of one that ends documents."""
    path = folder / "voice.safetensors"
    files = []
    for voice in (random_voice(projection=5), document_voice(whole_sentences=False)):
        gate = [[0.5] * 3 for _ in range(9)]
        memory = ["one", "entropy", "unknown", "behind_blank", "behind_mark", "behind_capital"]
        features = [*memory, "cache_peak", "cache_likeness", "cache_size"]
        memory += ["memory_count", "memory_variety"]
        mixture = {"features": features, "weights": [[0.5, 0.5]] * 6, "cached": gate}
        mixture |= {"sharpness": 12.0, "memory": {"features": memory, "weights": gate[:8]}}
        metadata = {
            "blend": "product",
            "guards": {"longest_borrowed": 3, "capitals": True},
            "mixture": mixture,
            "temperatures": {"char": 0.5, "word": 0.8},
            "training": {"seed": 1},
            "unknown": "skip",
        }
        metadata |= voice.metadata
        save_voice(
            path, voice.__class__(voice.char, voice.word, metadata, None, voice.phrase_memory)
        )
        files.append(path.read_bytes())
    return files


def try_voice(path: Path, blend: str, seed: int) -> tuple[str, str]:
    """The error of reading the voice or of writing with it, or else the text."""
    try:
        voice = load_voice(path)
        recipe = Recipe(blend=blend, length=3).suit(voice.metadata, ("blend",))
        return "", choose(voice, recipe, seed, Guards.for_voice(voice), 2).text
    except WisdomError as error:
        return str(error), ""


@pytest.mark.parametrize("blend", BLENDS)
def test_a_wrong_voice_is_one_error_or_a_text(tmp_path: Path, blend: str) -> None:
    rng, path = random.Random(blend), tmp_path / "wrong.safetensors"  # noqa: S311 (no secret)
    files = make_voices(tmp_path)
    texts = 0
    for trial in range(TRIALS):
        path.write_bytes(change_file(files[trial % 2], rng))
        error, text = try_voice(path, blend, trial)
        assert bool(error) != bool(text)
        assert len(error.splitlines()) < 2
        assert len(error) < 1000
        texts += bool(text.encode())
    assert 0 < texts < TRIALS / 2
