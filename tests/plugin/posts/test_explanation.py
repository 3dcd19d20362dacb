"""How a post was written, in plain words."""

from typing import Any

import pytest

from mkdocs_wisdom.languages.language import open_language
from mkdocs_wisdom.posts.explanation import Fact, describe_writing
from wisdom_model.generation.recipe import BLENDS
from wisdom_model.guards.guards import Guards

ENGLISH, GERMAN = open_language("en"), open_language("de")
RECORD: dict[str, Any] = {
    "version": "0.1.0",
    "model": "ishmael",
    "digest": "sha256:0123456789abcdef0123456789abcdef",
    "seed": 7,
    "prompt": None,
    "blend": "handoff",
    "length": 50,
    "char": {"temperature": 0.4, "top_k": 0, "top_p": 1.0},
    "word": {"temperature": 0.75, "top_k": 40, "top_p": 0.9},
    "unknown": "spell",
}


def describe(**changes: Any) -> dict[str, Fact]:  # noqa: ANN401 - any value of a record
    return {fact.name: fact for fact in describe_writing({"wisdom": RECORD | changes}, ENGLISH)}


def test_facts_come_in_order() -> None:
    assert describe_writing({"wisdom": RECORD}, ENGLISH) == [
        Fact("Voice", "ishmael", "sha256:0123456789ab"),
        Fact("Strategy", ENGLISH.say("strategy_handoff")),
        Fact("Opening", "chosen by the model"),
        Fact("Length", "50 words, then the end of the sentence"),
        Fact("Characters", "temperature 0.4"),
        Fact(
            "Words",
            "temperature 0.75, the 40 likeliest only, the likeliest that make up 90% only",
        ),
        Fact("Unknown words", "spelled by the character model"),
        Fact("Program", "mkdocs-wisdom 0.1.0"),
        Fact("Seed", code="7"),
    ]


@pytest.mark.parametrize("blend", BLENDS)
def test_every_blend_is_explained(blend: str) -> None:
    assert describe(blend=blend)["Strategy"].text == ENGLISH.say(f"strategy_{blend}")


def test_characters_alone_use_no_words() -> None:
    assert {"Words", "Unknown words"} & set(describe(blend="char")) == set()


def test_a_length_may_be_the_authors() -> None:
    assert describe(length=None)["Length"].text == ENGLISH.say("length_own")
    assert "Length" not in {
        fact.name for fact in describe_writing({"wisdom": {"model": "ishmael"}}, ENGLISH)
    }


def test_a_prompt_is_quoted() -> None:
    assert describe(prompt="Call me")["Opening"].text == "“Call me” was given"


def test_temperature_zero_is_put_in_words() -> None:
    assert describe(char={"temperature": 0})["Characters"].text == "always the likeliest"


def test_unknown_keys_come_before_the_program() -> None:
    names = list(describe(gate_of_steel=3, nested={"x": 1}))
    assert names[-3:] == ["Gate of steel", "Program", "Seed"]


@pytest.mark.parametrize("meta", [{}, {"wisdom": None}, {"wisdom": {}}, {"wisdom": "yes"}])
def test_a_person_needs_no_explanation(meta: dict[str, Any]) -> None:
    assert describe_writing(meta, ENGLISH) == []


def test_missing_facts_are_left_out() -> None:
    assert describe_writing({"wisdom": {"seed": 7}}, ENGLISH) == [
        Fact("Voice"),
        Fact("Strategy", "not recorded"),
        Fact("Opening", "chosen by the model"),
        Fact("Program", "mkdocs-wisdom"),
        Fact("Seed", code="7"),
    ]


def test_candidates_and_guards_are_shown() -> None:
    chosen = {"candidate": 3, "candidates": 8, "passed": 5, "score": -3.25}
    guards = {"novelty": "longest phrase borrowed: 5 words", "later": "something"}
    facts = describe(**chosen, guards=guards)
    assert facts["Chosen"].text == (
        "the best of 8 candidates, of which 5 passed every guard; its score is -3.25"
    )
    assert facts["Borrowed"].text == "longest phrase borrowed: 5 words"
    assert facts["Later"].text == "something"


def test_one_text_was_not_chosen_among_others() -> None:
    assert "Chosen" not in describe(candidate=0, candidates=1, passed=1, score=-3)
    assert describe(candidate=2)["Chosen"].text == "candidate 3"


def test_facts_are_told_in_the_sites_language() -> None:
    facts = describe_writing({"wisdom": RECORD}, GERMAN)
    assert Fact("Länge", "50 Wörter, dann bis zum Satzende") in facts
    sampling = (
        "Temperatur 0,75, nur die 40 wahrscheinlichsten, "
        "nur die wahrscheinlichsten, die 90 % ausmachen"
    )
    assert Fact("Wörter", sampling) in facts


def test_findings_are_translated() -> None:
    found = "longest phrase borrowed from what the voice read: 5 words (the author repeats up to 6)"
    facts = describe_writing({"wisdom": {"guards": {"novelty": found}}}, GERMAN)
    assert (
        Fact(
            "Entlehnt",
            ("längste Wendung aus dem Gelesenen: 5 Wörter (der Autor wiederholt bis zu 6)"),
        )
        in facts
    )


@pytest.mark.parametrize("guards", [Guards(), Guards(blocklist=("whal*",))])
def test_every_finding_of_a_published_post_is_translated(guards: Guards) -> None:
    findings = {finding.guard: finding.text for finding in guards.inspect("The sea is calm.")}
    english = describe_writing({"wisdom": {"guards": findings}}, ENGLISH)
    german = describe_writing({"wisdom": {"guards": findings}}, GERMAN)
    same = [fact for fact in english if fact.text in findings.values() and fact in german]
    assert same == []
    assert not {fact.text for fact in german} & set(findings.values())


def test_that_a_voice_is_private_is_no_fact_for_readers() -> None:
    assert describe(private=True) == describe()
