"""Fill `<!-- presets -->` and `<!-- settings -->` from the settings that training itself uses."""

from __future__ import annotations

from dataclasses import asdict

from wisdom_training.presets import MEGABYTE, PRESETS, fit
from wisdom_training.settings import CharSettings, WordSettings, field_docs

MODELS = ("character model", "word model")


def on_page_markdown(markdown: str, **_: object) -> str:
    for marker, describe in (
        ("<!-- presets -->", describe_presets),
        ("<!-- settings -->", describe_settings),
    ):
        if marker in markdown:
            markdown = markdown.replace(marker, describe())
    return markdown


def describe_presets() -> str:
    """Where the presets differ for a megabyte of text, one table a model."""
    tables = []
    for index, model in enumerate(MODELS):
        columns = [asdict(fit(preset, MEGABYTE)[index]) for preset in PRESETS]
        rows = [
            [f"`{name}`", *(show(column[name]) for column in columns)]
            for name in columns[0]
            if any(column[name] != columns[0][name] for column in columns)
        ]
        tables.append(make_table([model, *(f"`{preset}`" for preset in PRESETS)], rows))
    return "\n\n".join(tables)


def describe_settings() -> str:
    """Every setting, its meaning and its standard value for either model."""
    docs, char, word = field_docs(WordSettings), asdict(CharSettings()), asdict(WordSettings())
    rows = [
        [f"`{name}`", docs[name], show(char[name]) if name in char else "", show(value)]
        for name, value in word.items()
    ]
    return make_table(["setting", "meaning", *MODELS], rows)


def show(value: object) -> str:
    """A value as you would write it in a settings file."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else f"{value}"


def make_table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(line)} |".replace("\n", " ").replace("<unk>", "&lt;unk&gt;")
        for line in lines
    )
