import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from voices import WORDS, random_voice
from wisdom_model.errors import ModelFileError
from wisdom_model.voice.file import (
    bundled_voice,
    digest,
    find_voice,
    is_private,
    load_voice,
    save_voice,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "voice.safetensors"
    save_voice(path, random_voice())
    return path


def header_of(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    size = int.from_bytes(content[:8], "little")
    header: dict[str, Any] = json.loads(json.loads(content[8 : 8 + size])["__metadata__"]["wisdom"])
    return header


def rewrite(path: Path, header: dict[str, Any], **tensors: np.ndarray) -> None:
    save_file(load_file(path) | tensors, path, metadata={"wisdom": json.dumps(header)})


def test_a_voice_comes_back_as_it_was(path: Path) -> None:
    saved, loaded = random_voice(), load_voice(path)
    assert loaded.char.vocabulary == saved.char.vocabulary
    assert loaded.word.network.architecture == saved.word.network.architecture
    assert loaded.metadata == saved.metadata
    for name, weight in saved.word.network.weights.items():
        assert loaded.word.network.weights[name].tolist() == weight.tolist()


def test_saving_what_was_loaded_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.safetensors"
    save_voice(again, load_voice(path))
    assert again.read_bytes() == path.read_bytes()


def test_tensors_are_named_and_typed_as_the_contract_says(path: Path) -> None:
    tensors = load_file(path)
    matrix, scale = (tensors[f"char.lstm.weight_hh_l1{end}"] for end in ("", ".scale"))
    assert (matrix.shape, matrix.dtype) == ((48, 12), np.int8)
    assert (scale.shape, scale.dtype) == ((48,), np.float32)
    assert tensors["char.lstm.bias_hh_l1"].dtype == np.float32
    assert {name.split(".")[0] for name in tensors} == {"char", "word", "memory"}


@pytest.mark.parametrize(
    "options",
    [
        {"cell": "gru"},
        {"cell": "rnn"},
        {"cell": "gru", "layer_norm": True, "zoneout_hidden": 0.1},
        {"layer_norm": True, "zoneout_cell": 0.5, "zoneout_hidden": 0.05},
        {"tied": True, "projection": 5},
    ],
    ids=lambda options: "-".join(map(str, options)),
)
def test_every_kind_of_network_comes_back(tmp_path: Path, options: dict[str, Any]) -> None:
    saved, path = random_voice(**options), tmp_path / "voice.safetensors"
    save_voice(path, saved)
    loaded = load_voice(path)
    for name in ("char", "word"):
        before, after = getattr(saved, name).network, getattr(loaded, name).network
        assert after.architecture == before.architecture
        for key, weight in before.weights.items():
            assert after.weights[key].tolist() == weight.tolist()


def test_options_that_are_off_are_not_written(path: Path) -> None:
    assert set(header_of(path)["char"]) == {
        "vocabulary", "embedding", "hidden", "layers", "projection", "cell", "tokens",
    }  # fmt: skip


def test_the_voice_that_ships_is_written_as_it_was(tmp_path: Path) -> None:
    shipped, again = bundled_voice("ishmael"), tmp_path / "again.safetensors"
    save_voice(again, load_voice(shipped))
    assert digest(again) == digest(shipped)


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    assert list(path.parent.iterdir()) == [path]


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "abc"
    file.write_bytes(b"abc")
    assert digest(file) == (
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"none.safetensors: it does not exist. Give the path"):
        load_voice(tmp_path / "none.safetensors")


def test_a_text_is_no_voice(tmp_path: Path) -> None:
    file = tmp_path / "voice.safetensors"
    file.write_text("Call me Ishmael.")
    with pytest.raises(ModelFileError, match=r"is not a .safetensors file, or damaged"):
        load_voice(file)


def test_a_truncated_file(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(ModelFileError, match="or damaged"):
        load_voice(path)


def test_tensors_without_a_header(path: Path) -> None:
    save_file(load_file(path), path)
    with pytest.raises(ModelFileError, match="no voice in it"):
        load_voice(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "other"}, "format is 'other' version 3"),
        ({"version": 99}, "format is 'wisdom-voice' version 99"),
        ({"tokenizer": 99}, "tokenizer version is 99"),
        ({"char": None}, "description of the char model"),
        ({"word": {"tokens": []}}, "description of the word model"),
    ],
)
def test_a_wrong_header(path: Path, change: dict[str, Any], message: str) -> None:
    rewrite(path, header_of(path) | change)
    with pytest.raises(ModelFileError, match=message):
        load_voice(path)


def test_too_few_tokens(path: Path) -> None:
    header = header_of(path)
    header["word"]["tokens"].pop()
    rewrite(path, header)
    with pytest.raises(ModelFileError, match="lists 12 tokens, but has rows for 13"):
        load_voice(path)


def test_a_token_that_is_no_string(path: Path) -> None:
    header = header_of(path)
    header["word"]["tokens"][3] = 7
    rewrite(path, header)
    with pytest.raises(ModelFileError, match="not a list of strings"):
        load_voice(path)


@pytest.mark.parametrize(
    ("name", "tensor", "message"),
    [
        ("word.decoder.bias", np.full(13, np.nan, np.float32), "values that are not finite"),
        ("word.decoder.bias", np.full(13, -2e9, np.float32), "numbers above 1e.09 in size"),
        ("word.decoder.bias", np.zeros(13, np.int32), "holds I32"),
        ("word.decoder.bias", np.zeros(14, np.float32), r"shape \(14,\), expected \(13,\)"),
        ("word.extra", np.zeros(1, np.float32), "extra has shape"),
        ("extra", np.zeros(1, np.float32), "unknown tensor 'extra'"),
    ],
)
def test_a_wrong_tensor(path: Path, name: str, tensor: np.ndarray, message: str) -> None:
    rewrite(path, header_of(path), **{name: tensor})
    with pytest.raises(ModelFileError, match=message):
        load_voice(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"layers": 10**9}, "the word model has 1,000,000,000 layers, but only 17 tensors"),
        ({"layers": True}, "layers is True: it must be a whole number above 0"),
        ({"projection": 0}, "projection is 0: it must be a whole number above 0"),
        ({"cell": ["lstm"]}, r"cell is \['lstm'\]: it must be one of lstm, gru, rnn"),
        ({"tokens": ["", *WORDS[1:]]}, "the word model's token 0 is empty"),
        ({"tokens": ["x", *WORDS[1:]]}, "the word model's tokens lack <unk>"),
    ],
)
def test_a_wrong_model(path: Path, change: dict[str, Any], message: str) -> None:
    header = header_of(path)
    header["word"] |= change
    rewrite(path, header)
    with pytest.raises(ModelFileError, match=message):
        load_voice(path)


def test_a_character_is_one_character(path: Path) -> None:
    header = header_of(path)
    header["char"]["tokens"][5] = "ab"
    rewrite(path, header)
    with pytest.raises(ModelFileError, match="char model's token 'ab' has 2 characters, expected"):
        load_voice(path)


@pytest.mark.parametrize("read", [load_voice, digest])
def test_what_is_no_regular_file_is_not_opened(
    tmp_path: Path, read: Callable[[Path], object]
) -> None:
    pipe = tmp_path / "pipe.safetensors"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    else:
        pipe.mkdir()
    with pytest.raises(ModelFileError, match=r"pipe.safetensors is not a regular file: give the"):
        read(pipe)


@pytest.mark.parametrize("read", [load_voice, digest])
def test_a_huge_file_is_not_opened(tmp_path: Path, read: Callable[[Path], object]) -> None:
    huge = tmp_path / "huge.safetensors"
    with huge.open("wb") as file:
        file.truncate(3 * 2**30)
    with pytest.raises(ModelFileError, match=r"has 3,221,225,472 bytes: a voice has at most 268,"):
        read(huge)


def test_a_type_that_numpy_lacks_is_named(path: Path) -> None:
    content = path.read_bytes()
    size = int.from_bytes(content[:8], "little")
    header = content[8 : 8 + size].rstrip().replace(b'"I8"', b'"F8_E4M3"', 1)
    path.write_bytes(len(header).to_bytes(8, "little") + header + content[8 + size :])
    with pytest.raises(ModelFileError, match=r"tensor \S+ holds F8_E4M3: expected one of I8, U8"):
        load_voice(path)


@pytest.mark.parametrize(
    "scale",
    [np.ones(13, np.float16), np.ones(12, np.float32), np.zeros(13, np.float32), None],
    ids=["float16", "too few", "zeros", "none"],
)
def test_a_wrong_scale(path: Path, scale: np.ndarray | None) -> None:
    header, tensors = header_of(path), load_file(path)
    if scale is None:
        del tensors["word.decoder.weight.scale"]
    else:
        tensors["word.decoder.weight.scale"] = scale
    save_file(tensors, path, metadata={"wisdom": json.dumps(header)})
    with pytest.raises(ModelFileError, match=r"word.decoder.weight holds int8: expected rows of"):
        load_voice(path)


def test_version_1_is_read_and_rounded(path: Path) -> None:
    """Its tensors are float16 and have no scales."""
    voice = random_voice()
    tensors = {
        f"{name}.{key}": weight.astype(np.float16)
        for name, model in (("char", voice.char), ("word", voice.word))
        for key, weight in model.network.weights.items()
    }
    header = header_of(path) | {"version": 1}
    save_file(tensors, path, metadata={"wisdom": json.dumps(header)})
    loaded = load_voice(path).char.network.weights
    for name, weight in voice.char.network.weights.items():
        # Half a step of 1/127 of its row's largest, and float16's 2^-11.
        bound = np.abs(weight).max() * (1 / 254 + 2**-10)
        assert (np.abs(loaded[name] - weight) <= bound).all()


@pytest.mark.parametrize("name", ["nobody", "../voices/ishmael", ""])
def test_an_unknown_voice_lists_those_that_exist(name: str) -> None:
    with pytest.raises(ModelFileError, match="these ship with the package"):
        bundled_voice(name)


@pytest.mark.parametrize("name", ["own.safetensors", "voices/own.safetensors", "voices/own"])
def test_a_path_is_relative_to_the_folder(name: str) -> None:
    assert find_voice(name, Path("/site")) == Path("/site") / name


def test_any_other_name_is_that_of_a_bundled_voice() -> None:
    assert find_voice("ishmael", Path("/site")) == bundled_voice("ishmael")
    with pytest.raises(ModelFileError, match=r"no voice is called 'ahab'; these ship .* \./ahab$"):
        find_voice("ahab", Path("/site"))


@pytest.mark.parametrize("metadata", [{}, {"private": False}, {"private": True}])
def test_a_voice_says_whether_it_is_private(path: Path, metadata: dict[str, bool]) -> None:
    save_voice(path, replace(random_voice(), metadata=metadata))
    assert is_private(path) is metadata.get("private", False)


def test_the_privacy_of_a_file_that_is_no_voice_is_unknown(path: Path) -> None:
    save_file({"a": np.zeros(1, np.float32)}, path)
    with pytest.raises(ModelFileError, match=f"^{path}: no voice in it"):
        is_private(path)
