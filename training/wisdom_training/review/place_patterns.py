"""Patterns of postal addresses and coordinates that ``guards.personal_data`` does not know."""

from __future__ import annotations

import re

from wisdom_training.review.private_patterns import (
    ADDRESSES,
    COORDINATES,
    Pattern,
    compile_any_case,
)

_STREET = (
    "street|st|avenue|ave|road|rd|lane|ln|drive|dr|square|sq|court|ct|place|pl|terrace|boulevard|blvd"
    "|close|crescent|way|parkway|pkwy|highway|hwy|gardens|mews|row|walk|quay|circle|trail"
)
_SURE_STREET = "street|avenue|ave|road|rd|lane|boulevard|blvd|crescent|terrace|parkway|highway"
_STREET_FIRST = (
    "rue|avenue|boulevard|chemin|quai|impasse|allée|calle|c/|avenida|avda\\.?|plaza|paseo|via|viale"
    "|corso|piazza|vicolo|rua|travessa|praça|ulica|ul\\.|aleja|al\\.|ulitsa|jalan|jl\\.|улица|ул\\."
    "|проспект|вулиця|вул\\."
)
_STREET_LAST = (
    "stra(?:ß|ss)e|str\\.|gasse|weg|platz|allee|(?<!ä)ufer|damm|straat|laan|gracht|plein|gatan"
    "|vägen|gata|(?<!bri)gade|vej|veien|gaten|katu|utca|sokak|sokağı|caddesi|cad\\.|sok\\."
)
_NAME = r"[A-ZÀ-ÞŠŽČŁİ][\w'’.-]*"
_HOUSE = r"\d{1,5}(?:\s?[a-zA-Z])?(?:[/-]\d{1,4}[a-zA-Z]?)?"

_DEGREES = r"\d{1,3}(?:\.\d+)?\s*(?:°|º|deg(?:rees)?\b)"
_MINUTES = r"(?:\s*\d{1,2}(?:\.\d+)?\s*(?:['′’]|min\b)?)?(?:\s*\d{1,2}(?:\.\d+)?\s*(?:\"|″|”|''))?"
_LATITUDE, _LONGITUDE = 90, 180
_HARMLESS_STREET = re.compile(
    r"\b(?:mile|miles|minutes?|hours?|years?|days?|feet|meters?|metres?|yards?|blocks?|km|more|other"
    r"|different|people|cars?|men|the|down|and|per|from|along|off|times?|new|main|long|side)\b"
)


def _is_coordinate(match: re.Match[str]) -> bool:
    latitude, longitude = (abs(float(match[group])) for group in (1, 2))
    return latitude <= _LATITUDE and longitude <= _LONGITUDE


PLACE_PATTERNS = (
    Pattern(
        COORDINATES,
        re.compile(
            r"(?<![\w.])([+-]?\d{1,3}\.\d{3,})\s*°?\s*[NSns]?\s*[,;/ ]\s*(?:\w{2,9}[:= ]\s*)?"
            r"([+-]?\d{1,3}\.\d{3,})(?![\w.]*\d)"
        ),
        _is_coordinate,
    ),
    Pattern(
        COORDINATES,
        compile_any_case(
            rf"(?:\b[NS]\s*{_DEGREES}{_MINUTES}|{_DEGREES}{_MINUTES}\s*[NS]\b)\W{{0,4}}"
            rf"(?:\b[EWO]\s*{_DEGREES}{_MINUTES}|{_DEGREES}{_MINUTES}\s*[EWO]\b)"
        ),
    ),
    Pattern(
        COORDINATES,
        compile_any_case(r"\b(?:lat|latitude|lon|lng|long|longitude)\W{1,3}-?\d{1,3}\.\d{3,}"),
    ),
    Pattern(
        COORDINATES,
        compile_any_case(
            r"(?<![\w+])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)"
        ),
    ),
    Pattern(COORDINATES, compile_any_case(r"///[a-z]+\.[a-z]+\.[a-z]+"), digits=False),
    Pattern(
        ADDRESSES,
        re.compile(
            rf"(?<![\w$€£.,:/-]){_HOUSE},?\s(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s)?"
            rf"(?:(?:{_NAME}|\d{{1,3}}(?:st|nd|rd|th))\s){{1,4}}(?i:{_STREET})\b"
        ),
    ),
    Pattern(
        ADDRESSES,
        re.compile(
            rf"(?<![\w$€£.,:/-])\d{{1,5}}[a-z]?,?\s(?:[a-z]{{3,}}\s){{1,2}}(?:{_SURE_STREET})\b"
        ),
        lambda match: not _HARMLESS_STREET.search(match.group()),
    ),
    Pattern(
        ADDRESSES,
        compile_any_case(
            rf"(?<!\w)(?:{_HOUSE},?\s(?:(?:bis|ter),?\s)?)(?:{_STREET_FIRST})\s+[\w'’]+"
        ),
    ),
    Pattern(
        ADDRESSES,
        re.compile(
            rf"(?<!\w)(?i:{_STREET_FIRST})\s*(?:(?:d[eaiou]s?|della|dos|das|la|le|los|las|św\.)\s)*"
            rf"(?:{_NAME}\s?){{1,4}},?\s*(?:n[°ºr]?\.?\s?|nº\s?|No[.:]?\s?)?{_HOUSE}(?!\w|[:.]\d)"
        ),
    ),
    Pattern(
        ADDRESSES,
        re.compile(
            rf"(?<!\w)(?:{_NAME}[ -]){{0,3}}[\w-]{{0,40}}(?i:{_STREET_LAST})\s"
            rf"(?:No[.:]?\s?)?{_HOUSE}"
            r"(?!\w|[:.,]\d|\s?(?:Uhr|km|m|%|€)\b)"
        ),
        lambda match: match.group()[0].isupper(),
    ),
    Pattern(
        ADDRESSES,
        compile_any_case(
            r"\b(?:p\.?\s?o\.?\s?box|post office box|postfach|postbus|apartado|boîte postale"
            r"|casilla|caixa postal)\s*(?:no\.?\s*)?\d+"
        ),
    ),
    Pattern(
        ADDRESSES,
        re.compile(r"\b(?:[A-Z][\w.'-]*\s?){1,3},?\s[A-Z]{2},?\s\d{5}(?:-\d{4})?(?![\w-])"),
    ),
    Pattern(ADDRESSES, re.compile(r"(?<!\w)(?:[A-Z]{1,2}-)\d{4,5}\s[A-ZÀ-Þ]\w+")),
    Pattern(
        ADDRESSES,
        compile_any_case(r"\b(?:apartment|apt|flat|unit|suite|ste)\.?\s?#?\d{1,5}[a-z]?(?=\W|$)"),
    ),
    # Postcodes of Britain, Canada and the Netherlands.
    Pattern(ADDRESSES, re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}(?!\w)")),
    Pattern(ADDRESSES, re.compile(r"(?<!\w)[A-Z]\d[A-Z]\s?\d[A-Z]\d(?!\w)")),
    Pattern(ADDRESSES, re.compile(r"(?<!\w)\d{4}\s?[A-Z]{2}\s[A-Z][a-z]+")),
)
