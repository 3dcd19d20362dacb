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
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from wisdom_model.atomic_write import write_whole
from wisdom_model.errors import ModelFileError, WisdomError
from wisdom_model.network.exact import LARGEST_INTEGER, Quantised
from wisdom_model.network.language_model import Architecture, Network
from wisdom_model.text.tokenizer import DOCUMENT_END, TOKENIZER_VERSION
from wisdom_model.text.vocabulary import Vocabulary, find_start
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
    path = VOICES / f"{name}.safetensors"
    if path.parent != VOICES or not path.is_file():
        names = ", ".join(sorted(voice.stem for voice in VOICES.glob("*.safetensors"))) or "none"
        raise ModelFileError(
            f"no voice is called {name!r}; these ship with the package: {names}. The path of a "
            f"file ends in .safetensors or has a folder, such as ./{name}"
        )
    return path


def find_voice(name: str, folder: Path) -> Path:
    """The file of the voice ``name``: a path relative to ``folder``, or a bundled voice's name.

    A path ends in ``.safetensors`` or has a separator. Raises ModelFileError where no bundled voice
    has the name.
    """
    if name.endswith(".safetensors") or "/" in name or os.sep in name:
        return folder / name
    return bundled_voice(name)


def digest(path: Path) -> str:
    """The file's SHA-256: ``sha256:`` and 64 hexadecimal digits."""
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
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise ModelFileError(f"{path} has {size:,} bytes: a voice has at most {LARGEST_FILE:,}")
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no dict)
    except OSError as error:
        raise _unreadable(path, error) from error
    except SafetensorError as error:
        raise ModelFileError(f"{path} is not a .safetensors file, or damaged: {error}") from error
    try:
        return _read_voice(_read_header(metadata), tensors)
    except WisdomError as error:
        raise ModelFileError(f"{path}: {error}") from error


def _read_header(metadata: Mapping[str, str]) -> dict[str, Any]:
    try:
        header = json.loads(metadata["wisdom"])
        kind, version, tokenizer = (header[key] for key in ("format", "version", "tokenizer"))
    except (KeyError, TypeError, ValueError) as error:
        raise ModelFileError(
            "no voice in it (its metadata has no readable 'wisdom' entry); "
            "`wisdom train` writes files that have one"
        ) from error
    if kind != FORMAT or version not in range(1, FORMAT_VERSION + 1):
        raise ModelFileError(
            f"format is {kind!r} version {version!r}, this program reads "
            f"{FORMAT!r} versions 1 to {FORMAT_VERSION}: use the release that wrote it, or train "
            f"again"
        )
    if tokenizer != TOKENIZER_VERSION:
        raise ModelFileError(
            f"tokenizer version is {tokenizer!r}, this program has {TOKENIZER_VERSION}: "
            f"use the release that wrote it, or train again"
        )
    return dict(header)


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


def _unreadable(path: Path, error: OSError) -> ModelFileError:
    reason = "it does not exist" if isinstance(error, FileNotFoundError) else str(error)
    return ModelFileError(
        f"cannot read the model file {path}: {reason}. Give the path of a voice that "
        f"`wisdom train` wrote, or the name of one that ships with the package"
    )
