"""Fill the tables of presets and settings from those that training itself uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from wisdom_training.presets import MEGABYTE, PRESETS, SEED, SettingsPair, fit, fit_fine_tuning
from wisdom_training.run.fine_tuning import load_start
from wisdom_training.settings import CharSettings, WordSettings, field_docs

MODELS = ("character model", "word model")


def on_page_markdown(markdown: str, **_: object) -> str:
    for marker, describe in (
        ("<!-- presets with the base voice -->", describe_fine_tuning),
        ("<!-- presets from chance -->", describe_presets),
        ("<!-- settings -->", describe_settings),
    ):
        if marker in markdown:
            markdown = markdown.replace(marker, describe())
    return markdown


def describe_fine_tuning() -> str:
    """Where the presets of voices that begin with the base voice differ."""
    start = load_start(None)
    if start is None:
        return ""
    presets = [preset for preset in PRESETS if preset != SEED]
    return compare_presets(
        presets, [fit_fine_tuning(preset, MEGABYTE, start.sizes) for preset in presets]
    )


def describe_presets() -> str:
    """Where the presets of voices that begin by chance differ."""
    return compare_presets(PRESETS, [fit(preset, MEGABYTE) for preset in PRESETS])


def compare_presets(presets: Sequence[str], settings: Sequence[SettingsPair]) -> str:
    """Where ``settings`` for a megabyte of text differ, one table a model."""
    tables = []
    for index, model in enumerate(MODELS):
        columns = [asdict(pair[index]) for pair in settings]
        rows = [
            [f"`{name}`", *(show(column[name]) for column in columns)]
            for name in columns[0]
            if any(column[name] != columns[0][name] for column in columns)
        ]
        tables.append(make_table([model, *(f"`{preset}`" for preset in presets)], rows))
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
