"""How much of what is private the import and the review find, in a text with planted strings.

TEXT is plain prose, one document a line, which is not searched for real names: what is found in it
besides is counted as false alarms, for private strings, and as names to decide on, for names.

- 600 names of 20 countries, in documents of their own, among the lines of TEXT. A third is in small
  letters; half of these are on the archive's list of people. A name comes one to five times.
- 200 strings of each private kind, in varied formats.

    python tests/bench/bench_review.py TEXT
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from measure import print_table
from names_of_countries import NAMES
from private_strings import CARRIERS, KINDS, REGIONS

from wisdom_model.text.folding import fold_accents
from wisdom_model.text.words import count_words
from wisdom_training.corpus.json_lines import CorpusDocument
from wisdom_training.review.decisions import MASK
from wisdom_training.review.name_matcher import NameMatcher
from wisdom_training.review.names import RANKS, Candidate, find_names
from wisdom_training.review.omission import count_sentences
from wisdom_training.review.private_data import mask_private

SENTENCES = (
    "had lunch with {} today", "so {} called me last night and we talked for hours",
    "{} is the funniest person I know", "I told {} about it", "happy birthday {}!",
    "thanks {} for the ride home", "nobody sings like {}", "my friend {} moved away",
    "{} and I went swimming in the lake", "dear {}, come home soon", "I miss {} so much",
    "remember when {} fell into the lake?", "just saw {} at the station",
    "{}: you were right all along", "that was {}'s idea, not mine", "what would {} say?",
    "drove to the sea, {} slept all the way", "he said {} would come", "asked {} again, no answer",
    "met {} ten years ago today", "Great concert. {} was there too.", "cooking for {} tonight",
    "if {} reads this: sorry", "we all love {}", "the dog likes {} more than me",
)  # fmt: skip
TIMES = (1, 1, 1, 1, 2, 2, 3, 5)


def plant_names(rng: random.Random, known: set[str]) -> tuple[dict[str, str], list[str]]:
    """The group of each planted name, by its folded form, and the texts with them."""
    names = {fold_accents(name): name for every in NAMES.values() for name in every.split()}
    chosen = sorted(names.keys() - known)
    rng.shuffle(chosen)
    groups: dict[str, str] = {}
    texts = []
    for place, folded in enumerate(chosen):
        group = ("capital", "capital", "capital", "capital", "small, listed", "small")[place % 6]
        groups[folded] = group
        for sentence in rng.sample(SENTENCES, rng.choice(TIMES)):
            text = sentence.format(names[folded])
            texts.append(text.lower() if group.startswith("small") else text)
    return groups, texts


def measure_names(lines: list[str], rng: random.Random) -> None:
    known = {fold_accents(word) for line in lines for word in line.split()}
    groups, texts = plant_names(rng, known)
    texts += lines
    rng.shuffle(texts)
    documents = [
        CorpusDocument(text, datetime(2015 + place * 8 // len(texts), 1, 1))  # noqa: DTZ001
        for place, text in enumerate(texts)
    ]
    people = {name for name, group in groups.items() if group == "small, listed"}
    start = time.process_time()
    candidates = find_names(lambda: documents, people, {}).candidates
    seconds = time.process_time() - start
    places = {fold_accents(name): each for each in candidates for name in each.names}
    rows = [("names", "planted", "found", *(f"rank {rank + 1}" for rank in range(len(RANKS))))]
    for group in sorted(set(groups.values())):
        planted = [name for name, each in groups.items() if each == group]
        found = [places[name] for name in planted if name in places]
        rows.append(
            (group, str(len(planted)), share(len(found), len(planted)), *count_ranks(found))
        )
    other = [each for each in candidates if not {fold_accents(n) for n in each.names} & set(groups)]
    rows.append(("other candidates", "", f"{len(other):,}", *count_ranks(other)))
    print_table(f"Names, in {seconds:.1f} CPU-s", rows)
    print_order(candidates, groups)
    print_losses(documents, groups)


def count_ranks(candidates: list[Candidate]) -> tuple[str, ...]:
    counts = Counter(each.rank for each in candidates)
    return tuple(f"{counts[rank]:,}" for rank in range(len(RANKS)))


def print_order(candidates: list[Candidate], groups: dict[str, str]) -> None:
    """How many decisions it takes to have seen most of the names."""
    hits = [any(fold_accents(name) in groups for name in each.names) for each in candidates]
    rows = [("names seen", "decisions")]
    for wanted in (0.5, 0.8, 0.9, 1.0):
        seen = 0
        for decisions, hit in enumerate(hits, 1):
            seen += hit
            if seen >= wanted * sum(hits):
                rows.append((f"{wanted:.0%} of those found", f"{decisions:,}"))
                break
    print_table("Order", rows)


def print_losses(documents: list[CorpusDocument], groups: dict[str, str]) -> None:
    """What masking all planted names costs: sentences left out, or placeholders to be learned."""
    matcher = NameMatcher(dict.fromkeys(groups, MASK))
    words = sum(count_words(document.text) for document in documents)
    sentences = sum(count_sentences(document.text) for document in documents)
    left = [matcher.apply(document.text) for document in documents]
    found = sum(len(list(matcher.find(document.text))) for document in documents)
    counts = Counter(word.lower() for each in documents for word in each.text.split())
    rank = sum(count > found for count in counts.values()) + 1
    rows = [
        ("if all planted names are masked", ""),
        ("sentences left out", f"{1 - sum(map(count_sentences, left)) / sentences:.2%}"),
        ("words left out", f"{1 - sum(map(count_words, left)) / words:.2%}"),
        ("a placeholder instead would be word number", f"{rank:,}"),
        ("and come once in so many words", f"{words / found:,.0f}"),
    ]
    print_table("Masking", rows)


def measure_private(lines: list[str], rng: random.Random, count: int) -> None:
    rows = [("private strings", "planted", "found", "with regions", "false alarms / 1,000 words")]
    words = sum(map(count_words, lines))
    alarms: Counter[str] = Counter()
    start = time.process_time()
    for line in lines:
        alarms.update(mask_private(line)[1])
    seconds = time.process_time() - start
    missed: list[str] = []
    for kind, make in KINDS.items():
        planted = [make(rng) for _ in range(count)]
        found = [hides(text, (), rng) for text in planted]
        regional = [hides(text, REGIONS, rng) for text in planted]
        missed += [text for text, hit in zip(planted, found, strict=True) if not hit][:6]
        rows.append((
            kind, str(count), share(sum(found), count), share(sum(regional), count),
            f"{alarms[kind] * 1000 / words:.3f}",
        ))  # fmt: skip
    size = sum(map(len, lines))
    print_table(f"Private strings ({size / seconds / 1e6:.1f} million characters a CPU-s)", rows)
    print("\nmissed, for example:", *missed, sep="\n    ")


def hides(planted: str, regions: tuple[str, ...], rng: random.Random) -> bool:
    """Whether a sentence with a planted string is left out; the sentences around it stay."""
    sentence = rng.choice(CARRIERS).format(planted)
    text, _ = mask_private(f"It was a fine day.\n{sentence}\nWe went home.", regions)
    return planted not in text


def share(found: int, planted: int) -> str:
    return f"{found / planted:.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--lines", type=int, default=20_000, help="of TEXT")
    parser.add_argument("--strings", type=int, default=200, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines = [line for line in options.text.read_text("utf-8").splitlines() if line.strip()]
    lines = lines[: options.lines]
    print(f"{len(lines):,} documents, {sum(map(count_words, lines)):,} words")
    run: tuple[Callable[[random.Random], None], ...] = (
        lambda rng: measure_names(lines, rng),
        lambda rng: measure_private(lines, rng, options.strings),
    )
    for measure in run:
        measure(random.Random(options.seed))  # noqa: S311 (no secrets)


if __name__ == "__main__":
    main()
