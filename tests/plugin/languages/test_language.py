"""The words of each language, its plural forms and dates."""

import json
import re
import subprocess
from datetime import datetime, timezone

import pytest

from mkdocs_wisdom.languages.language import (
    FOLDER,
    LANGUAGES,
    PLURALS,
    check_message,
    find_values,
    open_language,
    read_messages,
)

DATE = datetime(2024, 3, 5, 9, 7, tzinfo=timezone.utc)
ENGLISH = read_messages("en")
CATEGORIES = {code: {plural(number) for number in range(1000)} for code, plural in PLURALS.items()}


def test_every_file_is_that_of_a_language() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.yml")) == list(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_missing_or_empty(code: str) -> None:
    messages = read_messages(code)
    assert list(messages) == list(ENGLISH)
    assert [key for key, message in messages.items() if not message] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_texts_have_the_values_of_the_english_ones(code: str) -> None:
    messages = read_messages(code)
    texts = [key for key, message in ENGLISH.items() if not isinstance(message, list)]
    values = {key: find_values(messages[key]) for key in texts if key != "date"}
    assert values == {key: find_values(ENGLISH[key]) for key in values}


@pytest.mark.parametrize("code", LANGUAGES)
def test_plural_forms_are_those_of_the_language(code: str) -> None:
    forms = {
        key: set(message)
        for key, message in read_messages(code).items()
        if isinstance(message, dict)
    }
    assert forms == dict.fromkeys(
        [key for key, message in ENGLISH.items() if isinstance(message, dict)], CATEGORIES[code]
    )


def test_plural_categories_are_those_of_browsers() -> None:
    script = """
        const codes = JSON.parse(process.argv[1]);
        const numbers = [...Array(1000).keys()];
        const select = (code) => numbers.map((n) => new Intl.PluralRules(code).select(n));
        console.log(JSON.stringify(Object.fromEntries(codes.map((code) => [code, select(code)]))));
    """
    run = subprocess.run(
        ["node", "-e", script, json.dumps(LANGUAGES)],
        capture_output=True,
        check=True,
        text=True,
    )
    own = {code: [plural(number) for number in range(1000)] for code, plural in PLURALS.items()}
    assert json.loads(run.stdout) == own


def test_decimal_marks_are_those_of_browsers() -> None:
    script = """
        const codes = JSON.parse(process.argv[1]);
        const write = (code) => new Intl.NumberFormat(`${code}-u-nu-latn`).format(0.5);
        console.log(JSON.stringify(codes.map(write)));
    """
    run = subprocess.run(
        ["node", "-e", script, json.dumps(LANGUAGES)],
        capture_output=True,
        check=True,
        text=True,
    )
    own = [open_language(code).say("temperature", value=0.5).split()[-1] for code in LANGUAGES]
    assert json.loads(run.stdout) == own


@pytest.mark.parametrize(
    ("tag", "date"),
    [
        ("ar", "5 مارس 2024"),
        ("de", "5. März 2024"),
        ("en", "5 March 2024"),
        ("es", "5 de marzo de 2024"),
        ("fr", "5 mars 2024"),
        ("it", "5 marzo 2024"),
        ("ja", "2024年3月5日"),
        ("nl", "5 maart 2024"),
        ("pl", "5 marca 2024"),
        ("pt-BR", "5 de março de 2024"),
        ("ru", "5 марта 2024 г."),
        ("uk", "5 березня 2024 р."),
        ("zh_CN", "2024年3月5日"),
    ],
)
def test_dates(tag: str, date: str) -> None:
    assert open_language(tag).date(DATE) == date


def test_a_month_alone_has_another_case_than_in_a_date() -> None:
    assert open_language("ru").month(3) == "март"


def test_a_date_with_its_time() -> None:
    assert open_language("de").date_and_time(DATE) == "5. März 2024, 09:07 Uhr"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "1 wpis, autor: A."),
        (22, "22 wpisy od najnowszych, autor: A."),
        (12, "12 wpisów od najnowszych, autor: A."),
    ],
)
def test_a_text_has_the_form_of_its_number(count: int, text: str) -> None:
    assert open_language("pl").say("posts_by", count=count, author="A") == text


def test_a_language_without_a_file_has_english_words_and_its_own_tag() -> None:
    language = open_language("sv")
    assert (language.say("archive"), language.tag) == ("Archive", "sv")


def test_given_texts_replace_those_of_the_language() -> None:
    language = open_language("de", {"surprise": "Würfeln"})
    assert (language.say("surprise"), language.say("archive")) == ("Würfeln", "Archiv")


def test_one_given_text_replaces_all_plural_forms() -> None:
    language = open_language("ru", {"minutes": check_message("minutes", "{count} мин")})
    assert language.say("minutes", count=3) == "3 мин"


@pytest.mark.parametrize("last", ["other", "many"])
def test_plural_forms_that_are_not_given_have_the_text_of_the_last(last: str) -> None:
    forms = {"one": "{count} a", last: "{count} b"}
    language = open_language("pl", {"minutes": check_message("minutes", forms)})
    assert [language.say("minutes", count=n) for n in (1, 2, 5)] == ["1 a", "2 b", "5 b"]


@pytest.mark.parametrize(
    ("key", "given", "reason"),
    [
        ("archiv", "x", "there is no text 'archiv'"),
        ("archive", 3, "archive needs a text, found 3"),
        ("read_on_in", "{titel}", "read_on_in has no value {titel}"),
        ("read_on_in", "{title!r}", "read_on_in has no value {title!r}"),
        ("minutes", "{count:03}", "minutes has no value {count:03}"),
        ("archive", "{", "archive has a brace that is not that of a value: '{'"),
        ("minutes", {"one": "x"}, "minutes needs a text for the plural form 'other', or 'many'"),
        ("minutes", {"tow": "x", "other": "y"}, "minutes has no plural form 'tow'"),
        ("months", ["a"], "months needs a list of 12 names"),
        ("quotes", ["« ", " »", "“", "”"], "quotes needs marks of one character each"),
    ],
)
def test_a_text_that_does_not_fit_is_refused(key: str, given: object, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        check_message(key, given)


@pytest.mark.parametrize("code", LANGUAGES)
def test_quotation_marks_are_single_characters(code: str) -> None:
    assert [len(mark) for mark in open_language(code).quotes] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("code", "date"), [("en", "5 March"), ("de", "5. März"), ("ja", "3月5日"), ("pt", "5 de março")]
)
def test_a_date_without_its_year(code: str, date: str) -> None:
    assert open_language(code).date_in_year(DATE) == date
