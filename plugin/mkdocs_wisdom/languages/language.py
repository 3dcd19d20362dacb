"""The words that readers see, from one file a language: ``de.yml``.

A file has a text for each key of ``en.yml``. ``{name}`` in a text is a value. A text that depends
on a number is a mapping from the plural categories that the language has in CLDR (``one``, ``few``)
to texts: https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 (`date` is the usual name of a value)
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml

from wisdom_model.errors import quote
from wisdom_model.text.language_tag import primary_code

FOLDER = Path(__file__).parent
ENGLISH = "en"

Message: TypeAlias = "str | dict[str, str] | list[str]"
"""A text, texts by plural category, the names of the months, or quotation marks."""

Say: TypeAlias = Callable[..., str]
"""``Language.say``: the text of a key with its values."""

SEARCH_PREFIX = "search_"  # keys of the scripts of the search box
QUIZ_PREFIX = "quiz_"  # keys of the script of the quiz
XRAY_PREFIX = "xray_"  # keys of the script of X-ray
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")  # of plural forms, in CLDR
_VALUE = re.compile(r"\{([^{}]*)\}")


class Quotes(NamedTuple):
    """The quotation marks of a language, each of one character."""

    outer_open: str
    outer_close: str
    inner_open: str
    inner_close: str


def _is_one(number: int) -> str:
    return "one" if number == 1 else "other"


def _is_up_to_one(number: int) -> str:
    return "one" if number <= 1 else "other"


def _has_no_plural(number: int) -> str:  # noqa: ARG001 (as the others)
    return "other"


def _slavic(number: int, *, one: bool) -> str:
    if one:
        return "one"
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return "few" if few else "many"


def _polish(number: int) -> str:
    return _slavic(number, one=number == 1)


def _east_slavic(number: int) -> str:
    return _slavic(number, one=number % 10 == 1 and number % 100 != 11)  # noqa: PLR2004 (eleven)


def _arabic(number: int) -> str:
    if number <= 2:  # noqa: PLR2004 (the dual)
        return ("zero", "one", "two")[number]
    hundredth = number % 100
    if 3 <= hundredth <= 10:  # noqa: PLR2004
        return "few"
    return "many" if hundredth > 10 else "other"  # noqa: PLR2004


PLURALS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(("de", "en", "es", "it", "nl"), _is_one),
    **dict.fromkeys(("fr", "pt"), _is_up_to_one),
    **dict.fromkeys(("ja", "zh"), _has_no_plural),
    **dict.fromkeys(("ru", "uk"), _east_slavic),
    "pl": _polish,
    "ar": _arabic,
}
"""For each language the plural category of a whole number below a million."""

LANGUAGES = tuple(sorted(PLURALS))


@dataclass(frozen=True)
class Language:
    """A language's words. ``tag`` is the site's language tag, as in HTML: ``pt-BR``."""

    code: str
    tag: str
    messages: Mapping[str, Message]

    def say(self, key: str, **values: object) -> str:
        """Return a text with its values; of plural forms, the one for the value ``count``.

        A float gets the language's decimal mark.
        """
        message = self.messages[key]
        if isinstance(message, dict):
            message = message[PLURALS[self.code](int(str(values["count"])))]
        if not values:
            return str(message)
        for name, value in values.items():
            if isinstance(value, float):
                values[name] = str(value).replace(".", str(self.messages["decimal"]))
        return str(message).format(**values)

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return str(self.messages["direction"])

    @cached_property
    def quotes(self) -> Quotes:
        return Quotes(*self.messages["quotes"])

    def month(self, month: int) -> str:
        """The name of a month from 1 to 12, outside of a date."""
        return str(self.messages["months"][month - 1])  # type: ignore[index]  # a list

    def initial(self, month: int) -> str:
        """The first letter of a month's name, or its number where the name begins with that."""
        name = self.month(month)
        return str(month) if name[0].isdigit() else name[0].upper()

    def date(self, date: Date) -> str:
        """Write a date: ``24 November 2026``."""
        name = self.messages["months_in_dates"][date.month - 1]  # type: ignore[index]  # a list
        return self.say("date", day=date.day, month=name, number=date.month, year=date.year)

    def date_in_year(self, date: Date) -> str:
        """Write a date without its year: ``24 November``."""
        name = self.messages["months_in_dates"][date.month - 1]  # type: ignore[index]  # a list
        return self.say("date_in_year", day=date.day, month=name)

    def date_and_time(self, date: datetime) -> str:
        return self.say("date_and_time", date=self.date(date), time=f"{date:%H:%M}")

    @cached_property
    def search_messages(self) -> dict[str, Message]:
        """The words of the search box, and of its dates."""
        return self._pick_messages(SEARCH_PREFIX, "date", "months_in_dates", "comma")

    @cached_property
    def quiz_messages(self) -> dict[str, Message]:
        """The words of the quiz, and of its dates."""
        return self._pick_messages(QUIZ_PREFIX, "date", "months_in_dates")

    @cached_property
    def xray_messages(self) -> dict[str, Message]:
        """The words of X-ray."""
        return self._pick_messages(XRAY_PREFIX, "comma")

    def _pick_messages(self, prefix: str, *others: str) -> dict[str, Message]:
        """The texts of scripts in the browser: those with a prefix, and ``others``."""
        return {"language": self.tag} | {
            key: message
            for key, message in self.messages.items()
            if key.startswith(prefix) or key in others
        }


def open_language(tag: str, strings: Mapping[str, Message] | None = None) -> Language:
    """Return the words of a site's language, English for one that has no file.

    ``strings`` replace single texts.
    """
    primary = primary_code(tag)
    code = primary if primary in PLURALS else ENGLISH
    return Language(code, tag.replace("_", "-"), read_messages(code) | dict(strings or {}))


@lru_cache
def read_messages(code: str) -> dict[str, Message]:
    """Read the file of a language."""
    messages: dict[str, Message] = yaml.safe_load((FOLDER / f"{code}.yml").read_text("utf-8"))
    return messages


def check_message(key: str, given: Any) -> Message:  # noqa: ANN401 (of mkdocs.yml)
    """Return a text that shall replace that of a key.

    Raises ValueError, with the reason, where there is no such key, or the text does not fit it.
    """
    message = read_messages(ENGLISH).get(key)
    if message is None:
        raise ValueError(f"there is no text {quote(key)}")
    if isinstance(message, list):
        if not isinstance(given, list) or len(given) != len(message):
            raise ValueError(f"{key} needs a list of {len(message)} names")
        if key == "quotes" and any(len(str(mark)) != 1 for mark in given):
            raise ValueError(f"{key} needs marks of one character each")
        return [str(name) for name in given]
    known = find_values(message)
    if isinstance(given, dict) and isinstance(message, dict):
        return _complete_forms(key, {form: _check_text(key, given[form], known) for form in given})
    return _check_text(key, given, known)


def _check_text(key: str, text: object, known: set[str]) -> str:
    """Return the text. Its braces may only be those of values, as in the browser's messages.js."""
    if not isinstance(text, str):
        raise ValueError(f"{key} needs a text, found {quote(text)}")  # noqa: TRY004 (for MkDocs)
    if unknown := find_values(text) - known:
        raise ValueError(f"{key} has no value {{{min(unknown)}}}")
    if not set(_VALUE.sub("", text)).isdisjoint("{}"):
        raise ValueError(f"{key} has a brace that is not that of a value: {quote(text)}")
    return text


def _complete_forms(key: str, forms: dict[str, str]) -> dict[str, str]:
    """Return a text for each plural category: those not given have that of ``other`` or ``many``.

    Languages without ``other`` for whole numbers, such as Polish, have ``many``.
    """
    if unknown := [form for form in forms if form not in _CATEGORIES]:
        raise ValueError(f"{key} has no plural form {quote(unknown[0])}")
    rest = forms.get("other", forms.get("many"))
    if rest is None:
        raise ValueError(f"{key} needs a text for the plural form 'other', or 'many'")
    return dict.fromkeys(_CATEGORIES, rest) | forms


def find_values(message: Message) -> set[str]:
    """The names of the values in a text, or in any of its plural forms."""
    texts = message.values() if isinstance(message, dict) else [message]
    return {name for text in texts for name in _VALUE.findall(str(text))}
