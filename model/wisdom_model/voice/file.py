"""A voice in one ``.safetensors`` file: both models, their vocabularies, phrase filter and memory.

The tensors are named ``char.…`` and ``word.…``, with torch's layout and gate order. Matrices are
int8 with one scale a row, as ``network.exact`` multiplies them. The file's metadata has one key,
``wisdom``, whose value is one JSON object: safetensors writes several keys in an order that changes
from run to run, and equal voices must be equal files. ``docs/model-file.md`` specifies every byte.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from wisdom_model.atomic_write import write_whole
from wisdom_model.errors import ModelFileError, WisdomError, quote
from wisdom_model.network.exact import LARGEST_INTEGER, Quantised
from wisdom_model.network.language_model import Architecture, Network
from wisdom_model.text.tokenizer import DOCUMENT_END, TOKENIZER_VERSION
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary, find_start
from wisdom_model.voice.header import read_header
from wisdom_model.voice.phrase_filter import PhraseFilter
from wisdom_model.voice.phrase_memory import PhraseMemory

FORMAT = "wisdom-voice"
FORMAT_VERSION = 3
"""The version of voices that end documents or have a phrase memory; others are written as version
2. Version 1, with float16 tensors, can still be read."""
VOICES = Path(__file__).parents[1] / "voices"
_FILTER_BITS = "novelty.bits"  # the phrase filter's tensor
_MEMORY = "memory."  # before the names of the phrase memory's tensors
_SCALE = ".scale"  # after the name of a matrix: the tensor with the scales of its rows
_TYPES = ("I8", "U8", "U16", "U32", "F16", "F32")
"""The types of a voice's tensors, as safetensors names them."""
LARGEST_WEIGHT = 1e9
"""In size; sums of products of larger numbers could overflow. A trained weight is below 1e3."""
_LONGEST_ERROR = 400  # characters
LARGEST_FILE = 256 * 2**20
"""Bytes. A voice has a few million weights; a far larger file is something else."""


class LanguageModel(NamedTuple):
    """A network and the vocabulary of its ids."""

    vocabulary: Vocabulary
    network: Network


@dataclass(frozen=True)
class Voice:
    """The two models of one person's texts, and metadata about them."""

    char: LanguageModel
    word: LanguageModel
    metadata: Mapping[str, Any]
    """JSON values under ``corpus``, ``training``, ``evaluation``, ``mixture`` and ``guards``, which
    `wisdom train` wrote."""
    phrase_filter: PhraseFilter | None = None
    """Recognises phrases of the corpus."""
    phrase_memory: PhraseMemory | None = None
    """Counts the corpus's pairs and triples of tokens; None where they are too many, or private."""


def bundled_voice(name: str) -> Path:
    """The file of a voice that ships with the package; raises ModelFileError if there is none."""
    voices = {path.stem: path for path in VOICES.glob("*.safetensors")}
    if name not in voices:
        names = ", ".join(sorted(voices)) or "none"
        raise ModelFileError(
            f"no voice is called {name!r}; these ship with the package: {names}. The path of a "
            f"file ends in .safetensors or has a folder, such as ./{name}"
        )
    return voices[name]


def find_voice(name: str, folder: Path) -> Path:
    """The file of the voice ``name``: a path relative to ``folder``, or a bundled voice's name.

    A path ends in ``.safetensors`` or has a separator. Raises ModelFileError where no bundled voice
    has the name.
    """
    if name.endswith(".safetensors") or "/" in name or os.sep in name:
        return folder / name
    return bundled_voice(name)


def digest(path: Path) -> str:
    """The file's SHA-256: ``sha256:`` and 64 hexadecimal digits. Raises ModelFileError."""
    _check_file(path)
    try:
        return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    except OSError as error:
        raise _unreadable(path, error) from error


def save_voice(path: Path, voice: Voice) -> None:
    """Write ``voice`` to ``path``, completely or not at all; raises OSError."""
    tensors: dict[str, NDArray[Any]] = {}
    header: dict[str, Any] = {
        "format": FORMAT,
        "version": FORMAT_VERSION if _needs_newest(voice) else FORMAT_VERSION - 1,
        "tokenizer": TOKENIZER_VERSION,
    }
    for name, model in (("char", voice.char), ("word", voice.word)):
        header[name] = _describe(model.network.architecture)
        header[name]["tokens"] = list(model.vocabulary.tokens)
        for key, tensor in model.network.tensors.items():
            if isinstance(tensor, Quantised):
                tensors[f"{name}.{key}"] = tensor.integers
                tensors[f"{name}.{key}{_SCALE}"] = tensor.scale
            else:
                tensors[f"{name}.{key}"] = tensor
    header |= {key: voice.metadata[key] for key in sorted(voice.metadata)}
    if voice.phrase_filter is not None:
        header["novelty"] = voice.phrase_filter.describe()
        tensors[_FILTER_BITS] = voice.phrase_filter.bits
    if voice.phrase_memory is not None:
        memory = voice.phrase_memory.tensors()
        tensors |= {f"{_MEMORY}{name}": tensor for name, tensor in memory.items()}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    write_whole(path, save(tensors, metadata={"wisdom": text}))


def _needs_newest(voice: Voice) -> bool:
    ends_documents = find_start(voice.char.vocabulary, voice.word.vocabulary) == DOCUMENT_END
    return ends_documents or voice.phrase_memory is not None


def load_voice(path: Path) -> Voice:
    """Read and check a voice.

    Raises ModelFileError if the file is missing, damaged or of another version, or if a tensor's
    name, shape, type or value contradicts the header.
    """
    with _open(path) as file:
        metadata = file.metadata() or {}
        _check_types(file)
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no dict)
    with _naming(path):
        return _read_voice(_read_header(metadata), tensors)


def is_private(path: Path) -> bool:
    """Whether a voice was trained on texts that are not public. Raises ModelFileError.

    Reads the header only.
    """
    with _open(path) as file:
        return bool(_read_header(file.metadata() or {}).get("private"))


@contextmanager
def _open(path: Path) -> Iterator[Any]:
    """Open a voice's file; errors become ModelFileError, which names the file."""
    _check_file(path)
    try:
        with _naming(path), safe_open(path, framework="numpy") as file:
            yield file
    except OSError as error:
        raise _unreadable(path, error) from error
    except SafetensorError as error:
        raise ModelFileError(
            f"{path} is not a .safetensors file, or damaged: {_clip(error)}"
        ) from error


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Name the file in errors about what it has."""
    try:
        yield
    except WisdomError as error:
        raise ModelFileError(f"{path}: {_clip(error)}") from error


def _check_file(path: Path) -> None:
    """Raise ModelFileError for what must not be opened: a pipe, a folder, a huge file."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:  # ValueError: a character that no path may have
        raise _unreadable(path, error) from error
    if not stat.S_ISREG(status.st_mode):
        raise ModelFileError(f"{path} is not a regular file: give the path of a voice's file")
    if status.st_size > LARGEST_FILE:
        raise ModelFileError(
            f"{path} has {status.st_size:,} bytes: a voice has at most {LARGEST_FILE:,}"
        )


def _check_types(file: Any) -> None:  # noqa: ANN401 (safe_open has no types)
    """Raise ModelFileError for a tensor of a type that numpy lacks, such as F8_E4M3."""
    for name in file.keys():  # noqa: SIM118 (no dict)
        kind = file.get_slice(name).get_dtype()
        if kind not in _TYPES:
            raise ModelFileError(f"tensor {name} holds {kind}: expected one of {', '.join(_TYPES)}")


def _clip(error: Exception) -> str:
    """An error as one line; a file may have names and values of any length."""
    line = " ".join(str(error).split())
    return line if len(line) <= _LONGEST_ERROR else f"{line[:_LONGEST_ERROR]}…"


def _read_header(metadata: Mapping[str, str]) -> dict[str, Any]:
    if "wisdom" not in metadata:
        raise ModelFileError(
            "no voice in it (its metadata has no 'wisdom' entry); `wisdom train` writes files "
            "that have one"
        )
    header = read_header(metadata["wisdom"])
    kind, version, tokenizer = (header.get(key) for key in ("format", "version", "tokenizer"))
    if kind != FORMAT or version not in range(1, FORMAT_VERSION + 1) or type(version) is not int:
        raise ModelFileError(
            f"format is {quote(kind)} version {quote(version)}, this program reads "
            f"{FORMAT!r} versions 1 to {FORMAT_VERSION}: use the release that wrote it, or train "
            f"again"
        )
    if tokenizer != TOKENIZER_VERSION:
        raise ModelFileError(
            f"tokenizer version is {quote(tokenizer)}, this program has {TOKENIZER_VERSION}: "
            f"use the release that wrote it, or train again"
        )
    return header


def _read_voice(header: dict[str, Any], tensors: Mapping[str, NDArray[Any]]) -> Voice:
    known = ("char.", "word.", _MEMORY)
    unknown = [name for name in tensors if not name.startswith(known) and name != _FILTER_BITS]
    if unknown:
        raise ModelFileError(
            f"unknown tensor {unknown[0]!r}: names begin with 'char.', 'word.' or '{_MEMORY}'"
        )
    models = {}
    for name in ("char", "word"):
        prefix = f"{name}."
        own = {key.removeprefix(prefix): t for key, t in tensors.items() if key.startswith(prefix)}
        models[name] = _read_model(name, header.get(name), own)
    described = ("format", "version", "tokenizer", "char", "word", "novelty")
    metadata = {key: value for key, value in header.items() if key not in described}
    memory = {
        name.removeprefix(_MEMORY): tensor
        for name, tensor in tensors.items()
        if name.startswith(_MEMORY)
    }
    return Voice(
        models["char"],
        models["word"],
        metadata,
        _read_filter(header, tensors),
        PhraseMemory.read(memory, len(models["word"].vocabulary)) if memory else None,
    )


def _read_filter(
    header: Mapping[str, Any], tensors: Mapping[str, NDArray[Any]]
) -> PhraseFilter | None:
    if ("novelty" in header) != (_FILTER_BITS in tensors):
        raise ModelFileError(
            f"a phrase filter needs both its description and the tensor {_FILTER_BITS}: one of "
            f"them is missing"
        )
    return (
        PhraseFilter.read(header["novelty"], tensors[_FILTER_BITS]) if "novelty" in header else None
    )


def _read_model(name: str, fields: object, tensors: Mapping[str, NDArray[Any]]) -> LanguageModel:
    try:
        tokens = fields.pop("tokens")  # type: ignore[attr-defined]  # AttributeError is caught
        architecture = Architecture(**fields)  # type: ignore[arg-type]  # TypeError is caught
    except (AttributeError, KeyError, TypeError) as error:
        raise ModelFileError(f"the description of the {name} model is not readable") from error
    if not isinstance(tokens, list) or not all(isinstance(token, str) for token in tokens):
        raise ModelFileError(f"the {name} model's tokens are not a list of strings")
    _check_tokens(name, tokens)
    if architecture.layers > len(tensors):  # before the shapes of all of them are listed
        raise ModelFileError(
            f"the {name} model has {architecture.layers:,} layers, but only {len(tensors)} tensors"
        )
    if len(tokens) != architecture.vocabulary:
        raise ModelFileError(
            f"the {name} model lists {len(tokens)} tokens, but has rows for "
            f"{architecture.vocabulary}"
        )
    weights = _read_weights(name, tensors)
    try:
        network = Network(architecture, weights)
    except WisdomError as error:
        raise ModelFileError(f"{name} model: {error}") from error
    return LanguageModel(Vocabulary(tuple(tokens)), network)


def _check_tokens(name: str, tokens: list[str]) -> None:
    """Raise ModelFileError for a token that the model could write without end, or never."""
    if "" in tokens:
        raise ModelFileError(f"the {name} model's token {tokens.index('')} is empty")
    if UNKNOWN not in tokens:
        raise ModelFileError(f"the {name} model's tokens lack {UNKNOWN}")
    long = [token for token in tokens if len(token) > 1 and token != UNKNOWN]
    if name == "char" and long:
        raise ModelFileError(
            f"the char model's token {quote(long[0])} has {len(long[0])} characters, expected 1"
        )


def _describe(architecture: Architecture) -> dict[str, Any]:
    """The fields of ``architecture``, without those that were added later and are off."""
    later = ("layer_norm", "zoneout_cell", "zoneout_hidden", "tied")
    return {key: v for key, v in asdict(architecture).items() if v or key not in later}


def _read_weights(
    name: str, tensors: Mapping[str, NDArray[Any]]
) -> dict[str, NDArray[np.floating] | Quantised]:
    """Check types and values, and join int8 matrices with their scales."""
    weights: dict[str, NDArray[np.floating] | Quantised] = {}
    for key, tensor in tensors.items():
        scaled = key.removesuffix(_SCALE)
        if tensor.dtype == np.int8:
            weights[key] = Quantised(tensor, _read_scale(f"{name}.{key}", tensor, tensors))
        elif tensor.dtype not in (np.float16, np.float32):
            raise ModelFileError(
                f"tensor {name}.{key} holds {tensor.dtype}: expected int8, float16 or float32"
            )
        elif not np.isfinite(tensor).all():
            raise ModelFileError(f"tensor {name}.{key} holds values that are not finite numbers")
        elif float(np.abs(tensor).max(initial=0)) > LARGEST_WEIGHT:
            raise ModelFileError(
                f"tensor {name}.{key} holds numbers above {LARGEST_WEIGHT:g} in size"
            )
        elif scaled == key or getattr(tensors.get(scaled), "dtype", None) != np.int8:
            weights[key] = tensor
    return weights


def _read_scale(
    name: str, integers: NDArray[np.int8], tensors: Mapping[str, NDArray[Any]]
) -> NDArray[np.float32]:
    scale = tensors.get(f"{name.partition('.')[2]}{_SCALE}")
    valid = (
        scale is not None
        and integers.ndim == 2  # noqa: PLR2004 (rows and columns)
        and integers.min(initial=0) >= -LARGEST_INTEGER
        and scale.dtype == np.float32
        and scale.shape == integers.shape[:1]
        and bool((scale > 0).all())
    )
    if scale is None or not valid:
        raise ModelFileError(
            f"tensor {name} holds int8: expected rows of -{LARGEST_INTEGER} to {LARGEST_INTEGER}, "
            f"and beside it {name}{_SCALE}, one float32 above 0 for each of them"
        )
    return scale


def _unreadable(path: Path, error: Exception) -> ModelFileError:
    reason = "it does not exist" if isinstance(error, FileNotFoundError) else str(error)
    return ModelFileError(
        f"cannot read the model file {path}: {reason}. Give the path of a voice that "
        f"`wisdom train` wrote, or the name of one that ships with the package"
    )
