"""``review.yaml``: what is to become of each name in a corpus folder.

    names:
      ann: mask
      çelik: {replace: Deniz}
      London: keep

A name in small letters is found in any case. One with a capital, such as Will, is found only with
its capital, because the word is another in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from wisdom_model.text.folding import fold_accents
from wisdom_training.corpus.private_file import write_private
from wisdom_training.errors import CorpusError

REVIEW_FILE = "review.yaml"

Action = Literal["keep", "mask", "replace"]

_HEADER = """\
# Decisions of `wisdom review`, one for each name: keep; mask, which leaves its sentences out; or
# {replace: Other}. A name in small letters is found in any case, one with a capital only with it.
# After a change: wisdom review FOLDER --apply
names:
"""
_EXPECTED = "expected keep, mask or {replace: Other}"
_NAME = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")


@dataclass(frozen=True)
class Decision:
    """What becomes of a name."""

    action: Action
    other: str = ""
    """The name that replaces it."""

    def __str__(self) -> str:
        return f"{{replace: {self.other}}}" if self.action == "replace" else self.action


KEEP, MASK = Decision("keep"), Decision("mask")


def read_decisions(folder: Path) -> dict[str, Decision]:
    """The decisions in ``folder`` by name, in the order of the file; none if there is no file.

    Raises CorpusError, with the line, where the file is not as described above.
    """
    path = folder / REVIEW_FILE
    if not path.exists():
        return {}
    try:
        root = yaml.compose(path.read_text("utf-8-sig"), yaml.SafeLoader)
    except OSError as error:
        raise CorpusError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not UTF-8 text: save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        raise CorpusError(f"{place}: this is not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise CorpusError(f"{path} is not YAML: {error}") from error
    decisions: dict[str, Decision] = {}
    for key, value, place in _list_pairs(root, path):
        if key != "names":
            raise CorpusError(f"{place}: unknown key {key!r}; expected names")
        _read_names(value, path, decisions)
    return decisions


def was_reviewed(folder: Path) -> bool:
    """Whether somebody went through the names in ``folder``, whatever they decided."""
    return (folder / REVIEW_FILE).exists()


def write_decisions(folder: Path, decisions: Mapping[str, Decision]) -> None:
    """Write all decisions; raises CorpusError where the folder cannot be written."""
    write_private(folder / REVIEW_FILE, format_decisions(decisions))


def format_decisions(decisions: Mapping[str, Decision]) -> str:
    """The content of ``review.yaml``."""
    lines = (f"  {name}: {decision}\n" for name, decision in decisions.items())
    return _HEADER + "".join(lines)


def masked_words(folder: Path) -> frozenset[str]:
    """The names that no text may have, folded by ``fold_accents``: those masked or replaced."""
    return frozenset(
        fold_accents(name)
        for name, decision in read_decisions(folder).items()
        if decision.action != "keep"
    )


def is_name(text: str) -> bool:
    """Whether ``text`` is one word, as a name in ``review.yaml`` must be."""
    return _NAME.fullmatch(text) is not None


def _read_names(node: yaml.Node, path: Path, decisions: dict[str, Decision]) -> None:
    places: dict[tuple[str, bool], str] = {}
    for name, value, place in _list_pairs(node, path):
        if not is_name(name):
            raise CorpusError(f"{place}: {name!r} is no name; expected one word")
        identity = fold_accents(name), name[0].isupper()
        if identity in places:
            raise CorpusError(f"{place}: {name!r} is decided in {places[identity]} already")
        places[identity] = place
        decisions[name] = _read_decision(name, value, place)


def _read_decision(name: str, node: yaml.Node, place: str) -> Decision:
    if isinstance(node, yaml.ScalarNode) and node.value in {"keep", "mask"}:
        return Decision(node.value)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    if len(pairs) == 1 and pairs[0][0].value == "replace":
        other = pairs[0][1].value
        if isinstance(other, str) and is_name(other):
            return Decision("replace", other)
        raise CorpusError(f"{place}: {name} is replaced by {other!r}; expected one word")
    found = repr(node.value) if isinstance(node, yaml.ScalarNode) else "something else"
    raise CorpusError(f"{place}: {name} is {found}; {_EXPECTED}")


def _list_pairs(node: yaml.Node | None, path: Path) -> Iterator[tuple[str, yaml.Node, str]]:
    """Key, value and place of each entry; keys are texts even where YAML has ``No`` for false."""
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return
    if not isinstance(node, yaml.MappingNode):
        place = f"{path}:{node.start_mark.line + 1}"
        raise CorpusError(f"{place}: expected lines such as 'ann: mask' below 'names:'")
    for key, value in node.value:
        place = f"{path}:{key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode):
            raise CorpusError(f"{place}: expected a name before the colon")
        yield key.value, value, place
