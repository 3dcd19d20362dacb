"""``wisdom evaluate``: the code length of held-out text by strategy, and measures of posts.

The posts are compared with the author's own held-out text and with a Markov chain's, in passages as
long as the posts.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from wisdom_model.atomic_write import write_whole
from wisdom_model.mixture.gate import Mixture
from wisdom_model.mixture.text_probability import TextProbabilities, score_text
from wisdom_model.text.words import count_words
from wisdom_model.voice.file import Voice
from wisdom_training.charts.bar_chart import render_html
from wisdom_training.charts.bar_picture import render_picture
from wisdom_training.corpus.counting import Counts, count
from wisdom_training.corpus.reading import read_corpus
from wisdom_training.corpus.split import Parts, SplitFractions, split
from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.author import Author
from wisdom_training.evaluation.charts import list_charts
from wisdom_training.evaluation.code_length import measure_code_lengths
from wisdom_training.evaluation.markov_chain import MarkovChain
from wisdom_training.evaluation.metrics import measure_sets
from wisdom_training.evaluation.passages import cut_like
from wisdom_training.evaluation.posts import PostSampling, read_voice, write_posts
from wisdom_training.evaluation.scores import CharacterFrequencies
from wisdom_training.evaluation.summary import AUTHOR, CHAIN
from wisdom_training.evaluation.workers import count_processes, open_workers
from wisdom_training.progress.reports import Log, ShowProgress

MOST_MEASURED_CHARACTERS = 30_000
"""Characters of each held-out part that are read at most; they take about half a minute."""
MOST_COPIED = 15
"""Words in a row that a sentence of the Markov chain may take from the corpus, as in markovify."""
_POSTS_AT_ONCE = 5  # by one call in a worker process
_CHARACTERS_A_POST = 2000  # of held-out text, which take about as long to read as a post to write


@dataclass(frozen=True)
class CorpusSource:
    """The text that a voice is evaluated on, read as in training."""

    paths: Sequence[Path]
    unwrap: str
    documents: str
    drop: str | None
    split: SplitFractions


def evaluate(
    path: Path, source: CorpusSource, sampling: PostSampling, log: Log, progress: ShowProgress
) -> dict[str, Any]:
    """All measures of the voice in ``path``, as JSON values with the texts; raises WisdomError."""
    voice = read_voice(path)
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
        scored, posts = _run(path, parts, sampling, progress)
        counts = count(parts.train.pieces())
        found: dict[str, Any] = {
            "corpus": {"sha256": corpus.sha256, "trained_on": trained_on == corpus.sha256},
            "held_out": _measure_held_out(voice, parts, scored, counts),
        }
        if sampling.posts:
            found["posts"] = _measure_posts(voice, parts, posts, counts, log)
            found["posts"] |= {"sampling": asdict(sampling)}
    return replace_nan(found)


def _run(
    path: Path, parts: Parts, sampling: PostSampling, progress: ShowProgress
) -> tuple[list[TextProbabilities], dict[str, list[str]]]:
    """The probabilities of the held-out parts, and the posts by blend; both by worker processes."""
    held_out = [each[:MOST_MEASURED_CHARACTERS] for each in (parts.validation, parts.test) if each]
    recipes = sampling.make_recipes(read_voice(path)) if sampling.posts else {}
    seeds = range(sampling.seed, sampling.seed + sampling.posts)
    batches = [seeds[at : at + _POSTS_AT_ONCE] for at in range(0, len(seeds), _POSTS_AT_ONCE)]
    with open_workers(count_processes()) as workers:
        scores = {
            workers.submit(score_held_out, path, text): len(text) // _CHARACTERS_A_POST
            for text in held_out
        }
        texts = {
            blend: {workers.submit(write_posts, path, recipe, each): len(each) for each in batches}
            for blend, recipe in recipes.items()
        }
        weights: dict[Future[Any], int] = dict(scores)
        for each in texts.values():
            weights |= each
        with progress("reading and writing", sum(weights.values())) as advance:
            for future in as_completed(weights):
                future.result()  # raises what the worker raised
                advance(weights[future])
    posts = {
        blend: [post for future in futures for post in future.result() if post is not None]
        for blend, futures in texts.items()
    }
    return [future.result() for future in scores], posts


def score_held_out(path: Path, text: str) -> TextProbabilities:
    """The probability of ``text`` by every expert of the voice in ``path``."""
    voice = read_voice(path)
    return score_text(voice, text, Mixture.from_metadata(voice.metadata).sharpness)


def _measure_held_out(
    voice: Voice, parts: Parts, scored: Sequence[TextProbabilities], counts: Counts
) -> dict[str, Any]:
    known = {c: n for c, n in counts.characters.items() if c in voice.char.vocabulary}
    frequencies = CharacterFrequencies(known, counts.tokens)
    words = count_words(parts.evaluation_text[:MOST_MEASURED_CHARACTERS])
    mixture = Mixture.from_metadata(voice.metadata)
    costs = measure_code_lengths(mixture, scored[0], scored[-1], words, frequencies)
    part = {"part": parts.evaluation_part, "part_characters": len(parts.evaluation_text)}
    return part | asdict(costs)


def _measure_posts(
    voice: Voice, parts: Parts, posts: Mapping[str, list[str]], counts: Counts, log: Log
) -> dict[str, Any]:
    """Measures of the posts, of held-out text and of a Markov chain's, and all these texts."""

    def read_pieces() -> Iterator[str]:
        yield from parts.train.pieces()
        if parts.test:
            yield parts.validation

    own = next(iter(posts))
    for blend, written in posts.items():
        if not written:
            raise TrainingError(
                f"the guards let none of the posts by {blend} pass, so there is nothing to "
                f"measure. Write shorter posts (--length), or change the temperatures"
            )
    lengths = [count_words(text) for text in posts[own]]
    sets = {
        **posts,
        CHAIN: _write_by_chain(read_pieces, lengths, log),
        AUTHOR: cut_like(parts.evaluation_text, lengths),
    }
    tokens = counts.words if not parts.test else {**counts.words, **count([parts.validation]).words}
    measures = measure_sets(sets, Author.read(read_pieces, tokens, voice))
    return {
        "voice": own,
        "chain": CHAIN,
        "author": AUTHOR,
        "measures": {name: asdict(measured) for name, measured in measures.items()},
        "texts": sets,
    }


def _write_by_chain(
    read_pieces: Callable[[], Iterator[str]], lengths: Sequence[int], log: Log
) -> list[str]:
    try:
        return MarkovChain(read_pieces(), MOST_COPIED).write_texts(lengths, seed=0)
    except TrainingError:
        log(
            f"the Markov chain may copy more than {MOST_COPIED} words in a row, because it wrote "
            f"nothing else"
        )
        return MarkovChain(read_pieces()).write_texts(lengths, seed=0)


def save_evaluation(folder: Path, found: Mapping[str, Any], title: str, log: Log) -> None:
    """Write ``evaluation.json``, the posts and the charts into ``folder``; raises TrainingError.

    A chart is a part of a web page, ``NAME.html``, and a picture with the ``title``, ``NAME.svg``.
    """
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
        for name, chart in list_charts(found).items():
            write_whole(folder / f"{name}.html", f"{render_html(chart)}\n".encode())
            write_whole(folder / f"{name}.svg", render_picture(chart, title).encode())
    except OSError as error:
        raise TrainingError(f"cannot write into {folder}: {error.strerror}") from error
    log(f"wrote {folder}/")


def replace_nan(values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` with None for nan, which JSON does not have."""
    return {key: _replace(value) for key, value in values.items()}


def _replace(value: Any) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(value, Mapping):
        return replace_nan(value)
    if isinstance(value, tuple | list):
        return [_replace(each) for each in value]
    return None if isinstance(value, float) and math.isnan(value) else value
