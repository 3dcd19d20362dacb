"""``wisdom evaluate``: how well each strategy foretells the author, and what it writes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from wisdom_model.atomic_write import write_whole
from wisdom_model.generation.recipe import BLENDS, Recipe
from wisdom_model.generation.writer import write_all
from wisdom_model.text.sentences import count_words
from wisdom_model.voice.file import Voice
from wisdom_training.corpus.counting import count
from wisdom_training.corpus.reading import read_corpus
from wisdom_training.corpus.split import Parts, Shares, split
from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.charts import draw_bits, draw_measures, draw_novelty
from wisdom_training.evaluation.code_length import MOST, ORACLE, cost_strategies
from wisdom_training.evaluation.metrics import DISTINCT, NEW, REP, cut_like, measure_sets
from wisdom_training.evaluation.ngrams import NgramIndex
from wisdom_training.evaluation.scores import CharacterFrequencies

AUTHOR = "author"
"""How the author's own held-out text is called in tables and charts."""

_TOGETHER = 8  # posts written at once

Say = Callable[[str], None]
Watch = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Shows how far work of that name and so many steps has come: it is told of steps done."""


@dataclass(frozen=True)
class Reading:
    """Which text a voice is evaluated on."""

    paths: Sequence[Path]
    unwrap: str
    drop: str | None
    shares: Shares


@dataclass(frozen=True)
class Trial:
    """What each strategy writes."""

    posts: int
    """How many; 0 for none."""
    length: int
    """Words of each."""
    seed: int
    temperatures: Mapping[str, float]
    """Of the models by name, where others than the usual ones are wanted."""

    def make_recipe(self, blend: str) -> Recipe:
        """What is asked of a strategy."""
        return Recipe.for_blend(
            blend,
            length=self.length,
            char_temperature=self.temperatures.get("char"),
            word_temperature=self.temperatures.get("word"),
        )


def evaluate(
    voice: Voice, reading: Reading, trial: Trial, say: Say, watch: Watch
) -> dict[str, Any]:
    """All figures, as JSON values; raises WisdomError."""
    with tempfile.TemporaryDirectory(prefix="wisdom-") as folder:
        corpus = read_corpus(
            reading.paths, Path(folder), unwrap=reading.unwrap, drop=reading.drop, say=say
        )
        parts = split(corpus.text, reading.shares)
        trained_on = voice.metadata.get("corpus", {}).get("sha256")
        if trained_on != corpus.sha256:
            say(
                "this is another text than the voice was trained on, or --drop and --unwrap are "
                "others: what is held out here, the voice may have read"
            )
        found: dict[str, Any] = {
            "corpus": {"sha256": corpus.sha256, "trained_on": trained_on == corpus.sha256},
            "held_out": _cost(voice, parts, watch),
        }
        if trial.posts:
            found["posts"] = _try_out(voice, parts, trial, watch)
    return found


def _cost(voice: Voice, parts: Parts, watch: Watch) -> dict[str, Any]:
    counts = count(parts.train.pieces())
    known = {c: n for c, n in counts.characters.items() if c in voice.char.vocabulary}
    speller = CharacterFrequencies(known, counts.tokens)
    total = sum(len(text[:MOST]) for text in (parts.validation, parts.judged))
    with watch("held-out text read", total) as advance:
        costs = cost_strategies(voice, parts.validation, parts.judged, speller, advance)
    return {"part": "test" if parts.test else "validation", **asdict(costs)}


def _try_out(voice: Voice, parts: Parts, trial: Trial, watch: Watch) -> dict[str, Any]:
    """Texts by every strategy, and measures of them beside the author's held-out text."""
    sets: dict[str, list[str]] = {}
    for blend in BLENDS:
        recipe, sets[blend] = trial.make_recipe(blend), []
        with watch(f"posts by {blend}", trial.posts) as advance:
            for begin in range(0, trial.posts, _TOGETHER):
                numbers = range(begin, min(begin + _TOGETHER, trial.posts))
                texts = write_all(voice, recipe, trial.seed + begin, numbers)
                sets[blend] += [text.text for text in texts]
                advance(len(texts))
    lengths = [count_words(text) for text in sets[BLENDS[0]]]
    sets[AUTHOR] = cut_like(parts.judged, lengths)
    pieces = [*parts.train.pieces(), parts.validation if parts.test else ""]
    measures = measure_sets(sets, NgramIndex(pieces))
    return {
        "trial": asdict(trial),
        "measures": {name: asdict(measured) for name, measured in measures.items()},
        "texts": sets,
    }


def describe_costs(found: Mapping[str, Any]) -> str:
    """Bits per character by strategy, as a table."""
    held_out = found["held_out"]
    single = min(held_out["strategies"][name]["bits_per_character"] for name in ("char", "word"))
    rows = [
        (
            name,
            f"{cost['bits_per_character']:.4f}",
            f"{cost['bits_per_character'] / single:.3f}",
            f"{cost['perplexity']:.1f}",
        )
        for name, cost in held_out["strategies"].items()
    ]
    title = f"{held_out['characters']:,} characters of the {held_out['part']} part"
    head = ("strategy", "bits/character", "of the better single model", "perplexity/word")
    return f"{title}\n{_tabulate([head, *rows])}"


def describe_posts(found: Mapping[str, Any]) -> str:
    """What each strategy writes beside the author's own text, as a table."""
    measures = found["posts"]["measures"]
    head = (
        "", "posts", "words", *(f"distinct-{n}" for n in DISTINCT), *(f"rep-{n}" for n in REP),
        "self-BLEU", "Zipf", *(f"new {n}-grams" for n in NEW[1:7:2]), "longest copy",
    )  # fmt: skip
    rows = []
    for name, m in measures.items():
        figures = [*m["distinct"], *m["rep"], m["self_bleu"], m["zipf"], *m["new"][1:7:2]]
        cells = [f"{figure:.3f}" for figure in figures]
        rows.append(
            (name, str(m["texts"]), f"{m['words']:,}", *cells, f"{m['longest_copy']} words")
        )
    columns = list(zip(head, *rows, strict=True))  # measures stand below each other
    return _tabulate(columns)


def save_evaluation(folder: Path, found: Mapping[str, Any], title: str, say: Say) -> None:
    """Write ``evaluation.json``, without the texts, and the charts into ``folder``."""
    kept = dict(found)
    if "posts" in kept:
        kept["posts"] = {key: v for key, v in kept["posts"].items() if key != "texts"}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        content = json.dumps(kept, ensure_ascii=False, indent=1)
        write_whole(folder / "evaluation.json", f"{content}\n".encode())
        if "posts" in found:
            for name, texts in found["posts"]["texts"].items():
                if name != AUTHOR:
                    posts = "\n\n---\n\n".join(texts)
                    write_whole(folder / f"posts-{name}.txt", f"{posts}\n".encode())
    except OSError as error:
        raise TrainingError(f"cannot write into {folder}: {error.strerror}") from error
    strategies = found["held_out"]["strategies"]
    draw_bits(
        folder / "bits.svg",
        {n: c["bits_per_character"] for n, c in strategies.items() if n != ORACLE},
        title,
    )
    if "posts" in found:
        measures = found["posts"]["measures"]
        draw_novelty(
            folder / "novelty.svg", {n: m["new"] for n, m in measures.items()}, title, AUTHOR
        )
        draw_measures(folder / "measures.svg", measures, title, AUTHOR)
    say(f"wrote {folder}/")


def _tabulate(rows: Sequence[Sequence[str]]) -> str:
    """Columns under each other, the first to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
