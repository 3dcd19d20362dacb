from pathlib import Path

import pytest

from wisdom_training.review.decisions import KEEP, MASK, Decision, read_decisions
from wisdom_training.review.names import Candidate, Names
from wisdom_training.review.session import Session


def make(folder: Path, decisions: dict[str, Decision] | None = None) -> Session:
    candidates = [
        Candidate(("ann", "anns"), 0),
        Candidate(("ben",), 2),
        Candidate(("cem",), 2),
        Candidate(("dana",), 3),
    ]
    return Session(folder, Names(candidates, {"arden", "ann"}), dict(decisions or {}))


def press(session: Session, keys: str) -> None:
    for key in keys:
        session.press(key)


def test_a_key_decides_and_the_decision_is_on_the_disk(tmp_path: Path) -> None:
    session = make(tmp_path)
    session.press("m")
    assert read_decisions(tmp_path) == {"ann": MASK, "anns": MASK}
    assert session.current is not None
    assert session.current.names == ("ben",)


def test_decisions_of_earlier_reviews_stay(tmp_path: Path) -> None:
    press(make(tmp_path, {"eve": MASK}), "sk")
    assert read_decisions(tmp_path) == {"eve": MASK, "ben": KEEP}


def test_a_name_is_replaced_by_one_that_is_in_no_use(tmp_path: Path) -> None:
    session = make(tmp_path, {"avery": KEEP, "x": Decision("replace", "Blair")})
    assert session.propose() == "Auben"
    press(session, "rr")
    assert read_decisions(tmp_path)["ann"] == Decision("replace", "Auben")
    assert read_decisions(tmp_path)["anns"] == Decision("replace", "Aubens")
    assert read_decisions(tmp_path)["ben"] == Decision("replace", "Brin")


def test_a_repeats_the_decision_for_the_rest_of_the_rank(tmp_path: Path) -> None:
    session = make(tmp_path)
    press(session, "sma")
    assert read_decisions(tmp_path) == {"ben": MASK, "cem": MASK}
    assert (session.place, session.message) == (3, "mask: 1 at once. u takes it back.")


def test_repeated_replacements_differ(tmp_path: Path) -> None:
    press(make(tmp_path), "ra")
    others = [each.other for each in read_decisions(tmp_path).values()]
    assert others == ["Auben", "Aubens", "Blair", "Corin"]


def test_undo_takes_back_what_one_key_did(tmp_path: Path) -> None:
    session = make(tmp_path)
    press(session, "ksauu")
    assert (session.place, read_decisions(tmp_path)) == (1, {"ann": KEEP, "anns": KEEP})
    press(session, "u")
    assert (session.place, read_decisions(tmp_path)) == (0, {})


def test_undo_works_at_the_end(tmp_path: Path) -> None:
    session = make(tmp_path)
    press(session, "kkkk")
    assert session.current is None
    press(session, "ku")
    assert session.place == 3


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("x", "Keys: k, m, r, a, s, u, q."),
        ("u", "There is nothing to take back."),
        ("a", "There is no decision yet that a could repeat."),
    ],
)
def test_a_key_that_does_nothing_says_why(tmp_path: Path, key: str, message: str) -> None:
    session = make(tmp_path)
    session.press(key)
    assert (session.place, session.message) == (0, message)


def test_the_candidates_of_the_rank_are_counted(tmp_path: Path) -> None:
    session = make(tmp_path)
    press(session, "s")
    assert (session.others, session.total) == (2, 4)
