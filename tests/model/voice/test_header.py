import pytest

from wisdom_model.errors import ModelFileError
from wisdom_model.voice.header import read_finite, read_header


def test_a_header_is_read_as_it_is() -> None:
    text = '{"format": "x", "own": [1, 2.5, null], "mixture": {"memory": null}}'
    assert read_header(text) == {
        "format": "x",
        "own": [1, 2.5, None],
        "mixture": {"memory": None},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", r"metadata 'wisdom' is \[\]: expected an object"),
        ("{", "is not JSON that a voice may have: Expecting property name"),
        ('{"a": NaN}', "NaN is no finite number"),
        ('{"a": -Infinity}', "-Infinity is no finite number"),
        ('{"a": 1e999}', "1e999 is too large, expected at most 1e\\+300"),
        (f'{{"a": 1{"0" * 400}}}', "a number has 401 digits, expected at most 300"),
        (f'{{"a": {"[" * 1500}{"]" * 1500}}}', "recursion|more than 500 lists and objects inside"),
        (f'{{"a": {"[" * 600}{"]" * 600}}}', "more than 500 lists and objects inside each other"),
        ('{"a": "\\ud800"}', r"has the text '\\ud800': expected no half of a surrogate pair"),
        ('{"guards": []}', r"^guards is \[\]: expected an object"),
        ('{"guards": {"lines": 1}}', "^guards.lines is 1: expected true or false"),
        ('{"guards": {"longest_borrowed": -1}}', "is -1: expected a whole number, 0 or more, or"),
        ('{"guards": {"masked": 1}}', "^guards.masked is 1: expected an object"),
        ('{"guards": {"masked": {"salt": 1}}}', "^guards.masked.salt is 1: expected a text"),
        ('{"guards": {"masked": {"hashes": "AQ=="}}}', "hashes is 'AQ==': expected base64 of 16-b"),
        ('{"guards": {"masked": {"hashes": "AQI!"}}}', "hashes is 'AQI!': expected base64 of 16-b"),
        ('{"documents": {"words": {"most": 0}}}', "^documents.words.most is 0: expected a whole"),
        ('{"temperatures": {"word": "1"}}', "^temperatures.word is '1': expected a number, 0 or"),
        ('{"corpus": {"sources": "mine"}}', "^corpus.sources is 'mine': expected a list of texts"),
        ('{"mixture": {"weights": [[1]]}}', r"^mixture.weights is \[\[1\]\]: expected rows of 2 n"),
        ('{"mixture": {"memory": {"weights": [[1, 2]]}}}', "^mixture.memory.weights is .* rows of"),
        ('{"mixture": {"memory": 1}}', "^mixture.memory is 1: expected an object"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(ModelFileError, match=message):
        read_header(text)


@pytest.mark.parametrize("value", [True, "1", None, float("inf"), [1]])
def test_only_numbers_are_numbers(value: object) -> None:
    with pytest.raises(ValueError, match="is no "):
        read_finite(value)


def test_a_whole_number_is_one() -> None:
    assert read_finite(3) == 3.0
