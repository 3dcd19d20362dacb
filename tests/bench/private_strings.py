"""Invented private strings in the formats in which people write them, for bench_review.py."""

import random
import string
from collections.abc import Callable

Make = Callable[[random.Random], str]

_WORDS = (
    "amber birch cedar delta ember fjord grove heron indigo juniper kestrel larch maple nectar "
    "onyx pearl quartz raven sable tulip"
)
WORDS = _WORDS.split()
DOMAINS = ("example.org", "example.com", "mail.example.net", "example.co.uk", "gmail.com", "web.de")


def digits(rng: random.Random, pattern: str) -> str:
    """``pattern`` with a digit for each # and one from 2 to 9 for each N."""
    made = (
        str(rng.randrange(10))
        if char == "#"
        else str(rng.randrange(2, 10))
        if char == "N"
        else char
        for char in pattern
    )
    return "".join(made)


def make_email(rng: random.Random) -> str:
    name = rng.choice((
        "{0}.{1}", "{0}{2}", "{0}_{1}", "{0}", "{0}-{1}{2}", "{0}+{1}", "{1}{0}",
    )).format(rng.choice(WORDS), rng.choice(WORDS), rng.randrange(100))  # fmt: skip
    domain = rng.choice(DOMAINS)
    dotted = [domain.replace(".", dot) for dot in (" dot ", " (dot) ", "[dot]", " . ", " DOT ")]
    return rng.choice((
        f"{name}@{domain}", f"{name}@{domain}", f"{name.upper()}@{domain.upper()}",
        f"{name} @ {domain}", f"{name}＠{domain}", f"{name} at {dotted[0]}",
        f"{name} (at) {dotted[1]}", f"{name}[at]{dotted[2]}", f"{name}@{dotted[3]}",
        f"{name} AT {dotted[4]}", f"{name}(at){domain}", f"{name} [at] {domain}",
        f"{name} arroba {domain.replace('.', ' punto ')}", f"{name} (ät) {domain}",
        f"mailto:{name}@{domain}", f"<{name}@{domain}>", f"{name}\u200b@{domain}",
        f"{name}{{at}}{domain}", f"{name}-at-{domain}", f"{name} at {domain}",
    ))  # fmt: skip


PHONES = (
    "+1 NNN NNN ####", "+1-NNN-NNN-####", "(NNN) NNN-####", "NNN.NNN.####", "NNN-NNN-####",
    "1-NNN-NNN-####", "NNN NNN ####", "NNNNNN####", "+1NNNNNN####", "NNN-####",
    "+44 20 #### ####", "020 #### ####", "+44 (0)20 #### ####", "07### ######", "07### ### ###",
    "0044 7### ######", "+49 30 ########", "030 / ### ## ##", "030-#######", "0171 #######",
    "(030) ### ## ##", "+49 (0) 171 / ### ####", "+33 6 ## ## ## ##", "06 ## ## ## ##",
    "06.##.##.##.##", "0033 6 ########", "+34 6## ### ###", "6## ## ## ##", "6## ### ###",
    "+39 3## ### ####", "3## #######", "06-########", "+31 6 #### ####", "06 #### ####",
    "+48 5## ### ###", "5## ### ###", "+90 5## ### ## ##", "05## ### ## ##",
    "+7 (9##) ###-##-##", "8 9## ### ## ##", "+91 9#### #####", "9#########", "+81-90-####-####",
    "090-####-####", "+86 13# #### ####", "13# #### ####", "+55 (11) 9####-####", "(11) 9####-####",
    "+61 4## ### ###", "04## ### ###", "+45 ## ## ## ##", "## ## ## ##", "+46 70-### ## ##",
    "070-### ## ##",
)  # fmt: skip
REGIONS = ("US", "GB", "DE", "FR", "ES", "DK", "PL")


def make_phone(rng: random.Random) -> str:
    number = digits(rng, rng.choice(PHONES))
    form = rng.randrange(8)
    if form == 0:
        return number.replace("-", "–").replace(" ", "\u00a0")
    if form == 1:
        return number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    return number


STREETS = (
    "{n} {W} Street", "{n} {W} St", "{n} {W} Ave.", "{n}{l} {W} Road", "{n} {w} street",
    "{n} {W} {X} Lane", "{n}, {W} Close", "{n} North {W} Blvd", "{n} {W} Drive, Apt {m}",
    "{n} E {m}th St", "PO Box {n}", "P.O. Box {n}", "{W}straße {n}", "{W}str. {n}{l}",
    "{W}weg {n}", "Am {W}platz {n}", "{n} rue de {W}", "{n} bis, avenue {W}", "{n} rue des {W}s",
    "Calle {W}, {n}", "C/ {W} {n}", "Avenida de {W} {n}", "Via {W} {n}", "Piazza {W}, {n}",
    "Rua {W}, {n}", "{W}straat {n}", "{W}laan {n}", "{W}gracht {n}", "ul. {W} {n}",
    "ul. {W} {n}/{m}", "{W}gatan {n}", "{W}vej {n}", "{W} Sokak No: {n}", "{W} Caddesi {n}",
    "{W}, NY 1{z}", "{W} {X}, TX 7{z}", "SW{d}A {d}AA", "M{d} {d}BX", "K{d}A 0B{d}", "D-1{z} {W}",
    "7{z} {W}", "{n} {W} Way", "{n} {W} Court", "flat {m}, {n} {W} Road", "apt {m}b",
    "ул. {W} {n}", "{n} {w} road", "Unit {m}/{n} {W} Parade", "Rr {m} box {n}",
    "{n} the {W}",
)  # fmt: skip


def make_address(rng: random.Random) -> str:
    first, second = rng.choice(WORDS), rng.choice(WORDS)
    return rng.choice(STREETS).format(
        n=rng.randrange(1, 400), m=rng.randrange(1, 40), l=rng.choice("abc"), w=first,
        W=first.capitalize(), X=second.capitalize(), z=digits(rng, "####"), d=rng.randrange(1, 10),
    )  # fmt: skip


def make_card(rng: random.Random) -> str:
    prefix, length = rng.choice((("4", 16), ("51", 16), ("37", 15), ("6011", 16), ("2221", 16)))
    body = [int(char) for char in prefix + digits(rng, "#" * (length - len(prefix) - 1))]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in body[::-1][::2]) + sum(body[::-1][1::2])
    number = "".join(map(str, body)) + str(-doubled % 10)
    four = [number[place : place + 4] for place in range(0, length, 4)]
    if length == 15:
        four = [number[:4], number[4:10], number[10:]]
    separator = rng.choice(("", " ", "-", ".", "  ", "–", "\u00a0", " - "))
    return separator.join(four)


IBANS = {"GB": "####", "DE": "", "FR": "", "NL": "####", "ES": "", "PL": ""}
LENGTHS = {"GB": 22, "DE": 22, "FR": 27, "NL": 18, "ES": 24, "PL": 28}


def make_account(rng: random.Random) -> str:
    country = rng.choice(list(LENGTHS))
    bank = "".join(rng.choices(string.ascii_uppercase, k=4)) if IBANS[country] else ""
    body = bank + digits(rng, "#" * (LENGTHS[country] - 4 - len(bank)))
    check = 98 - int("".join(str(int(char, 36)) for char in f"{body}{country}00")) % 97
    iban = f"{country}{check:02}{body}"
    four = [iban[place : place + 4] for place in range(0, len(iban), 4)]
    return rng.choice((
        iban, " ".join(four), "-".join(four), iban.lower(), "\u00a0".join(four), " ".join(four),
        digits(rng, "4##-##-####"), digits(rng, "5## ## ####"), f"SSN {digits(rng, '#########')}",
        digits(rng, "account number ########"), digits(rng, "acct #: ####-######"),
        digits(rng, "Kontonummer: ##########"), digits(rng, "sort code ##-##-##"),
        digits(rng, "passport number 5########"), digits(rng, "passport is C##T##L#"),
        digits(rng, "routing no. #########"), digits(rng, "########X"),
        digits(rng, "###.###.###-##"),
        f"my BSN is {digits(rng, '#########')}", digits(rng, "PESEL ###########"),
        digits(rng, "member id AB######"), digits(rng, "driver's license D#######"),
    ))  # fmt: skip


def make_ip(rng: random.Random) -> str:
    four = [str(rng.randrange(256)) for _ in range(4)]
    six = [f"{rng.randrange(1, 65536):x}" for _ in range(8)]
    mac = [f"{rng.randrange(256):02x}" for _ in range(6)]
    return rng.choice((
        ".".join(four), ".".join(four), f"{'.'.join(four)}:8080", f"{'.'.join(four)}/24",
        "[.]".join(four), " dot ".join(four), " . ".join(four), "(.)".join(four), ":".join(six),
        ":".join(six).upper(), f"{six[0]}:{six[1]}::{six[2]}", f"fe80::{six[0]}:{six[1]}%eth0",
        f"2001:db8::{six[0]}", f"[{':'.join(six)}]", ":".join(mac), "-".join(mac).upper(),
        f"::ffff:{'.'.join(four)}", f"http://{'.'.join(four)}/",
    ))  # fmt: skip


def make_code(rng: random.Random) -> str:
    mixed = "".join(rng.choices(string.ascii_letters + string.digits, k=9)) + "4b7"
    word, four = rng.choice(WORDS), rng.randrange(1000, 10000)
    return rng.choice((
        f"password: {word}{rng.randrange(100)}", f"password is {mixed}", f"pw {mixed}",
        f"pass = {word}!", f"my pin is {four}", f"PIN: {four}",
        f"code {rng.randrange(100000, 1000000)}", f"{rng.randrange(100000, 1000000)} is your code",
        f"{rng.randrange(100000, 1000000)} is your {word.capitalize()} verification code",
        f"G-{rng.randrange(100000, 1000000)}", f"wifi: {word}{word}", f"wifi password {mixed}",
        f"Passwort: {word}", f"mot de passe : {word}{rng.randrange(10)}", f"contraseña: {mixed}",
        f"login {word}/{mixed}", f"api key sk-{mixed}", mixed,
        f"{mixed[:4]}-{mixed[4:8]}-{mixed[8:]}",
        f"the gate code is #{four}", f"cvv {rng.randrange(100, 1000)}",
        f"password is {word}", f"door code: {four}#",
        f"0x{digits(rng, '#' * 40)}",
    ))  # fmt: skip


def make_coordinates(rng: random.Random) -> str:
    north, east = rng.uniform(10, 80), rng.uniform(10, 170)
    whole, minutes, seconds = rng.randrange(10, 80), rng.randrange(60), rng.randrange(60)
    return rng.choice((
        f"{north:.4f}, {east:.4f}", f"-{north:.6f},{east:.6f}", f"{north:.5f} {east:.5f}",
        f"({north:.4f}; -{east:.4f})", f"{north:.4f}° N, {east:.4f}° W",
        f"{north:.4f}N {east:.4f}E",
        f"{whole}°{minutes}'{seconds}\"N {whole}°{minutes}'{seconds}\"W",
        f"{whole}° {minutes}′ {seconds}″ N, {whole}° {minutes}′ {seconds}″ E",
        f"N {whole}° {minutes}.{seconds:03} W 0{whole}° {minutes}.{seconds:03}",
        f"lat {north:.4f} lon {east:.4f}", f"latitude: {north:.5f}, longitude: {east:.5f}",
        f"geo:{north:.4f},{east:.4f}", f"@{north:.5f},{east:.5f},15z", "9F4MGC2V+R8",
        f"///{rng.choice(WORDS)}.{rng.choice(WORDS)}.{rng.choice(WORDS)}",
        f"{whole} deg {minutes} min N, {whole} deg {minutes} min E", f"{north:.3f} / {east:.3f}",
    ))  # fmt: skip


KINDS: dict[str, Make] = {
    "e-mail addresses": make_email,
    "telephone numbers": make_phone,
    "postal addresses": make_address,
    "card numbers": make_card,
    "account and identity numbers": make_account,
    "IP addresses": make_ip,
    "codes and passwords": make_code,
    "coordinates": make_coordinates,
}
CARRIERS = (
    "you can reach me: {} if you like", "{}", "So it is {}, as I said.", "Write it down: {}.",
    "not sure but {} was it", "Here you go - {} - see you", "was it {}?", "ok {}", "it's {} btw",
)  # fmt: skip
