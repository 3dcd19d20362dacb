from collections import Counter
from pathlib import Path

from wisdom_training.review.decisions import KEEP, MASK, read_decisions
from wisdom_training.review.listing import list_candidates
from wisdom_training.review.names import Candidate

CANDIDATES = [
    Candidate(("ann", "anns"), 0, "any", 2, Counter(Ann=2), Counter(), [("so ", "Ann", " came")]),
    Candidate(("ben",), 2, "any", 1),
]
LINES = [
    "names:",
    "  eve: keep",
    "",
    "  # 1: people on the archive's lists",
    "  # 2 times",
    "  #   …so *Ann* came…",
    "  # ann: mask",
    "  # anns: mask",
    "",
    "  # 3: words with a capital inside sentences",
    "  # once",
    "  # ben: mask",
]


def test_candidates_are_listed_below_the_decisions() -> None:
    text = "\n".join(list_candidates(CANDIDATES, {"eve": KEEP}))
    assert text.split("\n")[-len(LINES) :] == LINES


def test_the_list_is_a_review_file_to_complete(tmp_path: Path) -> None:
    text = "\n".join(list_candidates(CANDIDATES, {"eve": KEEP})).replace("# ann:", "ann:")
    (tmp_path / "review.yaml").write_text(text, "utf-8")
    assert read_decisions(tmp_path) == {"eve": KEEP, "ann": MASK}
