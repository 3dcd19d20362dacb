"""Patterns of e-mail addresses and numbers that ``guards.personal_data`` does not know.

They are addresses in disguise (``ann at example dot org``) and numbers behind a word that says what
they are (``my account is``). A sentence too many costs little here, so they are bolder than those
for posts.
"""

from __future__ import annotations

import re

from wisdom_model.guards.personal_data import is_luhn_number
from wisdom_training.review.private_patterns import (
    ACCOUNTS,
    CARDS,
    CODES,
    EMAILS,
    IPS,
    PHONES,
    Pattern,
    compile_any_case,
)

_TOP_LEVEL = (
    "com|org|net|edu|gov|info|biz|io|app|dev|me|xyz|co|uk|us|ca|au|eu|de|at|ch|fr|nl|be|es|it|pt|se"
    "|no|dk|fi|pl|cz|ru|ua|tr|gr|ie|in|jp|cn|kr|br|mx|ar|za|nz"
)
_SURE_TOP_LEVEL = "com|org|net|edu|gov|info|io|uk|de|fr|nl|ch"  # not "at home.it was"
_PROVIDERS = (
    "gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|gmx|web|proton|protonmail|yandex|mail"
    "|posteo|fastmail|orange|wanadoo|laposte|libero|t-online|comcast|verizon"
)
_AT = "at|ät|aet|arroba|arobase|chiocciola|malpa|małpa"
_DOT = "dot|d0t|punkt|point|punto|ponto|kropka"
_OPEN, _CLOSE, _LINE = r"\s*[\[({<]{1,2}\s*", r"\s*[\])}>]{1,2}\s*", r"[*_-]{1,2}"
_AT_SIGN = rf"(?:\s*@\s*|{_OPEN}(?:{_AT}|a|@){_CLOSE}|{_LINE}(?:{_AT}){_LINE})"
_BRACKETED_DOT = rf"(?:{_OPEN}(?:{_DOT}|\.){_CLOSE}|{_LINE}(?:{_DOT}){_LINE})"
_DOT_MARK = rf"(?:{_BRACKETED_DOT}|\s+(?:{_DOT})\s+)"
_ENGLISH_DOT_MARK = rf"(?:{_BRACKETED_DOT}|\s+d[o0]t\s+)"  # not "at one point in"
_LOCAL = rf"[\w.+-]{{1,64}}(?:{_DOT_MARK}[\w+-]{{1,64}}){{0,2}}"

_ACCOUNT_WORD = (
    r"account|acct|a/c|konto(?:nummer|nr)?|compte|cuenta|conta|routing|sort code|blz|bic|swift"
    r"|ssn|social security|national insurance|passport|reisepass|ausweis|passeport|pasaporte"
    r"|driver'?s licen[cs]e|driving licen[cs]e|tax id|steuer-?id|nif|dni|nie|bsn|cpf|pesel"
    r"|aadhaar|pan card|personnummer|customer|member(?:ship)?|policy|insurance|patient|nhs"
    r"|student|employee|kundennummer|matrikelnummer|versicherungsnummer|medicare"
)
_IS = r"(?:\s+(?:is|was|ist|war|est|es|era|è|é|jest))?\s*[:=#]?\s*"
_NUMBER_WORD = r"(?:\s*(?:number|num|no\.?|nr\.?|n[°º]|nummer|numéro|número|id|#))?"
_CODE_WORD = (
    r"passwords?|passcode|passwd|passphrase|pwd?|pass|pin|otp|2fa|code|codes|passwort|kennwort"
    r"|geheimzahl|zugangscode|mot de passe|contraseña|clave|senha|parola|hasło|wachtwoord|lösenord"
    r"|пароль|cvv|cvc|wi-?fi(?: key)?|login"
)
_CALLED = (
    r"tel(?:ephone|efon|éfono|efono)?|phone|cell|mobile|mob|whats-?app|handy|móvil|portable|fax|fon"
    r"|call|text|ring|dial|reach|sms|signal|nummer|numéro|número"
)
_DIGIT_WORD = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|(?:double|triple)\s+\w+)"
_COUNTING = re.compile(r"one\W+two\W+three\W+four", re.IGNORECASE)
_CARD_DIGITS = range(13, 20)
_IBAN_LENGTHS = range(15, 35)
_FEWEST_IBAN_DIGITS = 10
_PHONE_DIGITS = range(8, 16)


def _digits(match: re.Match[str]) -> list[int]:
    return [int(char) for char in match.group() if char.isdecimal()]


def _is_card(match: re.Match[str]) -> bool:
    digits = _digits(match)
    return len(digits) in _CARD_DIGITS and len(set(digits)) > 1 and is_luhn_number(digits)


def _is_iban(match: re.Match[str]) -> bool:
    """ISO 13616: the number with its first four characters at the end, modulo 97, is 1."""
    number = re.sub("[^A-Z0-9]", "", match.group().upper())
    if len(number) not in _IBAN_LENGTHS or len(_digits(match)) < _FEWEST_IBAN_DIGITS:
        return False
    moved = number[4:] + number[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def _is_phone(match: re.Match[str]) -> bool:
    return len(_digits(match)) in _PHONE_DIGITS


def _is_counting(match: re.Match[str]) -> bool:
    return _COUNTING.match(match.group()) is None


def _is_password(match: re.Match[str]) -> bool:
    """After "is", a word is no password unless it has digits, marks or capitals inside."""
    word = match["word"].rstrip(".,;!?\"'”’)")
    if match["sure"]:
        return bool(word)
    return any(char.isdecimal() for char in word) or any(not char.islower() for char in word[1:])


NUMBER_PATTERNS = (
    Pattern(
        EMAILS,
        compile_any_case(
            rf"(?<![\w.]){_LOCAL}(?:"
            rf"{_AT_SIGN}[\w-]{{1,63}}(?:(?:{_DOT_MARK}|\s?\.\s?)(?:{_TOP_LEVEL})\b)+"
            rf"|{_AT_SIGN}[\w-]{{1,63}}(?:(?:{_DOT_MARK}|\.)[\w-]{{1,63}})+"
            rf"|\s+at\s+[\w-]{{1,63}}(?:{_ENGLISH_DOT_MARK}[\w-]{{1,63}})+"
            rf"|\s+at\s+(?:[\w-]{{1,63}}\.)+(?:{_SURE_TOP_LEVEL})\b"
            rf"|\s+(?!at\b)(?:{_AT})\s+[\w-]{{1,63}}(?:{_DOT_MARK}[\w-]{{1,63}})+"
            rf"|\s+(?:{_AT})\s+(?:{_PROVIDERS})\s?\.\s?(?:{_TOP_LEVEL})\b)"
        ),
        digits=False,
    ),
    Pattern(CARDS, re.compile(r"(?<![\w.-])\d(?:[ .-]{0,3}\d){12,18}(?![\w-])"), _is_card),
    Pattern(
        ACCOUNTS,
        compile_any_case(
            r"(?<!\w)[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,3})?(?!\w)"
        ),
        _is_iban,
    ),
    Pattern(
        ACCOUNTS,
        compile_any_case(
            rf"\b(?:{_ACCOUNT_WORD}){_NUMBER_WORD}{_IS}(?=[\w.-]*\d[\w.-]*\d[\w.-]*\d)"
            r"[A-Z0-9](?:[ .-]?[A-Z0-9]*\d[A-Z0-9]*)+"
        ),
    ),
    Pattern(ACCOUNTS, re.compile(r"(?<![\w-])\d{8}-?[A-Z](?![\w-])")),  # of Spain
    Pattern(ACCOUNTS, re.compile(r"(?<![\w-])\d{3}[ .-]\d{2}[ .-]\d{4}(?![\w-])")),
    Pattern(
        IPS,
        compile_any_case(
            r"(?<![\w.])\d{1,3}(?:(?:\s?[\[(]?\s?(?:\.|dot)\s?[\])]?\s?)\d{1,3}){3}(?!\w|\.\d)"
        ),
        lambda match: all(int(part) <= 255 for part in re.findall(r"\d+", match.group())),  # noqa: PLR2004 (a byte)
    ),
    Pattern(IPS, compile_any_case(r"(?<![\w:-])(?:[\da-f]{2}[:-]){5}[\da-f]{2}(?![\w:-])")),
    Pattern(
        IPS,
        compile_any_case(
            r"(?<![\w:])(?:[\da-f]{1,4}:){2,7}:?(?:[\da-f]{1,4})?%\w+|(?<![\w:])::1\b"
        ),
    ),
    Pattern(
        CODES,
        compile_any_case(
            rf"(?<!\w)(?:{_CODE_WORD})(?:\s+(?:for|to|of)\s+\w+(?:\s\w+)?)?"
            r"(?:(?P<sure>\s*[:=]\s*)|\s+(?:is|was|ist|war|est|era|es|è|é|jest)\s*:?\s*)"
            r"[\"'“‘„«]?(?P<word>[^\s\"“”„«»]{3,})"
        ),
        _is_password,
        digits=False,
    ),
    Pattern(
        CODES,
        compile_any_case(
            rf"(?<!\w)(?:{_CODE_WORD})\W{{1,3}}(?=[^\s]*\d)[\w!@#$%^&*-]{{3,}}(?<!\d{{4}}s)"
        ),
        lambda match: not re.search(r"\W(?:1[5-9]|20)\d\d$", match.group()),
    ),
    Pattern(
        CODES,
        compile_any_case(
            r"\b[\w-]{0,30}\d[\w-]{2,30}\s+is\s+(?:your|the|my|our)\s+(?:[\w-]+\s+){0,3}"
            r"(?:code|pin|otp|password|passcode)\b"
        ),
    ),
    Pattern(
        PHONES,
        compile_any_case(
            rf"\b(?:{_CALLED})\b(?:\s+\w+){{0,3}}?\s*[:.#]?\s*"
            r"(?<![\d,.])[+(]?\d(?:[ ()./-]{0,3}\d){4,14}(?![\w,:]\d)"
        ),
    ),
    Pattern(
        PHONES,
        re.compile(r"(?<![\w.,:/-])(?:\+|\(0|\(\+|00|0)\d*(?:[ ()./-]{1,4}\d+){1,8}(?!\w|[,:]\d)"),
        _is_phone,
    ),
    Pattern(
        PHONES,
        compile_any_case(rf"\b{_DIGIT_WORD}(?:[\s,-]+{_DIGIT_WORD}){{6,}}\b"),
        _is_counting,
        digits=False,
    ),
)
