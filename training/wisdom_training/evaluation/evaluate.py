"""``wisdom evaluate``: the code length of held-out text by strategy, and measures of posts."""

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
from wisdom_model.text.words import count_words
from wisdom_model.voice.file import Voice
from wisdom_training.corpus.counting import count
from wisdom_training.corpus.reading import read_corpus
from wisdom_training.corpus.split import Parts, SplitFractions, split
from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.charts import AUTHOR, draw_bits, draw_measures, draw_novelty
from wisdom_training.evaluation.code_length import (
    MOST_MEASURED_CHARACTERS,
    ORACLE,
    measure_code_lengths,
)
from wisdom_training.evaluation.metrics import (
    DISTINCT_ORDERS,
    NEW_ORDERS,
    REP_ORDERS,
    cut_like,
    measure_sets,
)
from wisdom_training.evaluation.ngrams import NgramIndex
from wisdom_training.evaluation.scores import CharacterFrequencies
from wisdom_training.progress.reports import Log

_POSTS_AT_ONCE = 8

ShowProgress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Opens a progress bar with this label and length; yields a function that advances it."""


@dataclass(frozen=True)
class CorpusSource:
    """The text that a voice is evaluated on, read as in training."""

    paths: Sequence[Path]
    unwrap: str
    documents: str
    drop: str | None
    split: SplitFractions


@dataclass(frozen=True)
class PostSampling:
    """The posts that each strategy writes."""

    posts: int
    """Posts of each strategy; 0 for none."""
    length: int
    """Words of each post."""
    seed: int
    temperatures: Mapping[str, float]
    """By model name, where they differ from those of the voice."""

    def make_recipe(self, blend: str, voice: Voice) -> Recipe:
        recipe = Recipe.for_blend(
            blend,
            length=self.length,
            char_temperature=self.temperatures.get("char"),
            word_temperature=self.temperatures.get("word"),
        )
        return recipe.suit(voice.metadata, ["blend", *self.temperatures])


def evaluate(
    voice: Voice, source: CorpusSource, sampling: PostSampling, log: Log, progress: ShowProgress
) -> dict[str, Any]:
    """All measures, as JSON values with the texts; raises WisdomError."""
    with tempfile.TemporaryDirectory(prefix="wisdom-") as folder:
        corpus = read_corpus(
            source.paths,
            Path(folder),
            unwrap=source.unwrap,
            documents=source.documents,
            drop=source.drop,
            log=log,
        )
        parts = split(corpus.text, source.split)
        trained_on = voice.metadata.get("corpus", {}).get("sha256")
        if trained_on != corpus.sha256:
            log(
                "this is not the text that the voice was trained on, or --documents, --drop or "
                "--unwrap differ from training: the voice may have read the text that is held "
                "out here"
            )
        found: dict[str, Any] = {
            "corpus": {"sha256": corpus.sha256, "trained_on": trained_on == corpus.sha256},
            "held_out": _measure_held_out(voice, parts, progress),
        }
        if sampling.posts:
            found["posts"] = _measure_posts(voice, parts, sampling, progress)
    return found


def _measure_held_out(voice: Voice, parts: Parts, progress: ShowProgress) -> dict[str, Any]:
    counts = count(parts.train.pieces())
    known = {c: n for c, n in counts.characters.items() if c in voice.char.vocabulary}
    frequencies = CharacterFrequencies(known, counts.tokens)
    total = sum(
        len(text[:MOST_MEASURED_CHARACTERS]) for text in (parts.validation, parts.evaluation_text)
    )
    with progress("held-out text read", total) as advance:
        costs = measure_code_lengths(
            voice, parts.validation, parts.evaluation_text, frequencies, advance
        )
    return {"part": parts.evaluation_part, **asdict(costs)}


def _measure_posts(
    voice: Voice, parts: Parts, sampling: PostSampling, progress: ShowProgress
) -> dict[str, Any]:
    """Texts by every strategy, and measures of them and of held-out text."""
    sets: dict[str, list[str]] = {}
    for blend in BLENDS:
        if blend == "product" and voice.phrase_memory is None:
            continue
        recipe, sets[blend] = sampling.make_recipe(blend, voice), []
        with progress(f"posts by {blend}", sampling.posts) as advance:
            for begin in range(0, sampling.posts, _POSTS_AT_ONCE):
                numbers = range(begin, min(begin + _POSTS_AT_ONCE, sampling.posts))
                texts = write_all(voice, recipe, sampling.seed + begin, numbers)
                sets[blend] += [text.text for text in texts]
                advance(len(texts))
    lengths = [count_words(text) for text in sets[BLENDS[0]]]
    sets[AUTHOR] = cut_like(parts.evaluation_text, lengths)
    pieces = [*parts.train.pieces(), parts.validation if parts.test else ""]
    measures = measure_sets(sets, NgramIndex(pieces))
    return {
        "trial": asdict(sampling),
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
    """The measures of each strategy's posts and of the author's text, as a table."""
    measures = found["posts"]["measures"]
    head = (
        "", "posts", "words", *(f"distinct-{n}" for n in DISTINCT_ORDERS),
        *(f"rep-{n}" for n in REP_ORDERS),
        "self-BLEU", "Zipf", *(f"new {n}-grams" for n in NEW_ORDERS[1:7:2]), "longest copy",
    )  # fmt: skip
    rows = []
    for name, m in measures.items():
        figures = [*m["distinct"], *m["rep"], m["self_bleu"], m["zipf"], *m["new"][1:7:2]]
        cells = [f"{figure:.3f}" for figure in figures]
        rows.append(
            (name, str(m["texts"]), f"{m['words']:,}", *cells, f"{m['longest_copy']} words")
        )
    columns = list(zip(head, *rows, strict=True))  # one measure a row
    return _tabulate(columns)


def save_evaluation(folder: Path, found: Mapping[str, Any], title: str, log: Log) -> None:
    """Write ``evaluation.json``, the posts and the charts into ``folder``; raises TrainingError."""
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
        draw_novelty(folder / "novelty.svg", {n: m["new"] for n, m in measures.items()}, title)
        draw_measures(folder / "measures.svg", measures, title)
    log(f"wrote {folder}/")


def _tabulate(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines of aligned columns, the first aligned left and the others right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
