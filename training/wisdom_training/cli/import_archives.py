"""``wisdom import``: archives of services to a corpus."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wisdom_model.errors import quote
from wisdom_training.cli.progress_bar import show_bar
from wisdom_training.errors import FlagError, require_package

if TYPE_CHECKING:
    from wisdom_training.archives.source import Source
    from wisdom_training.importing.report import ImportReport
    from wisdom_training.importing.speakers import Speaker

_KINDS = ("post", "reply", "comment")
_HASHTAGS = ("keep", "words", "drop")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("import", short_help="Make a corpus of the archive that a service gave you.")
@click.argument("paths", metavar="SOURCE...", nargs=-1, required=True,
                type=click.Path(path_type=Path))  # fmt: skip
@click.option("-o", "--output", required=True, metavar="FOLDER",
              type=click.Path(path_type=Path, file_okay=False),
              help="The folder of the corpus, new or of an earlier import.")  # fmt: skip
@click.option("--me", "--speaker", "owners", multiple=True, metavar="NAME",
              help="Whose words are wanted, where the archive has several people's; may be given "
                   "several times.")  # fmt: skip
@click.option("--private", is_flag=True,
              help="Take your lines of chats and mails, too. The voice then counts as private, and "
                   "'wisdom review' comes before training.")  # fmt: skip
@click.option("--kinds", type=click.Choice(_KINDS), multiple=True, default=_KINDS,
              help="What to take of what is public; may be given several times.  "
                   "[default: all three]")  # fmt: skip
@click.option("--since", type=_DAY, help="The first day to take.")
@click.option("--until", type=_DAY, help="The last day to take.")
@click.option("--hashtags", type=click.Choice(_HASHTAGS), default="keep", show_default=True,
              help="Whether hashtags stay, become words, or go.")  # fmt: skip
@click.option("--keep-duplicates", is_flag=True,
              help="Take texts that repeat an earlier one, too. The voice may then recite "
                   "them.")  # fmt: skip
@click.option("--region", "regions", multiple=True, metavar="CODE",
              help="A country whose telephone numbers to look for, such as DE; may be given "
                   "several times.")  # fmt: skip
@click.option("--language", metavar="CODE",
              help="The language of dates in words, such as 'de'.")  # fmt: skip
@click.option("--text", metavar="COLUMN", help="Of a table: the column of texts.")
@click.option("--date", "date_column", metavar="COLUMN", help="Of a table: the column of dates.")
@click.option("--author", metavar="COLUMN", help="Of a table: the column of writers.")
def import_corpus(
    paths: tuple[Path, ...],
    output: Path,
    **options: Any,  # noqa: ANN401 (flags)
) -> None:
    """Make a corpus of SOURCE: the archives that services gave you, as downloaded.

    SOURCE are ZIP or TAR files, folders or single files, in any number. wisdom finds out by itself
    which service each comes from. It takes what the owner wrote in public, once each, without
    links, handles, addresses and numbers, and says what it left out and why.
    """
    require_package("import", "selectolax", "import")
    from wisdom_training.archives.source import Columns  # noqa: PLC0415 (slow to import)
    from wisdom_training.importing.importer import ImportRequest, import_archives  # noqa: PLC0415

    text, day, author = options["text"], options["date_column"], options["author"]
    if text is None and (day or author):
        raise FlagError("--date and --author name columns of a table: name that of --text, too")
    request = ImportRequest(
        paths,
        output,
        owners=options["owners"],
        private=options["private"],
        kinds=frozenset(options["kinds"]),
        columns=Columns(text, day, author) if text else None,
        language=options["language"],
        regions=options["regions"],
        hashtags=options["hashtags"],
        since=options["since"] and options["since"].date(),
        until=options["until"] and options["until"].date(),
        keep_duplicates=options["keep_duplicates"],
    )
    today = datetime.now(tz=timezone.utc).date()
    report = import_archives(request, ask_owner, show_bar, today)
    print_report(report, output)


def ask_owner(source: Source, speakers: Sequence[Speaker]) -> Sequence[str]:
    """Ask in the terminal which speaker is the owner; an error where there is no terminal."""
    from wisdom_training.importing.speakers import (  # noqa: PLC0415 (slow to import)
        describe_speakers,
        match_names,
        refuse_to_guess,
    )

    if not sys.stdin.isatty():
        return refuse_to_guess(source, speakers)
    click.echo(f"\nNothing says which of the speakers you are ({source.title}).")
    click.echo(describe_speakers(speakers))
    while True:
        name = click.prompt("Whose words are wanted (a name as above)")
        if found := match_names([name], speakers):
            return sorted(found)
        click.echo(f"Nobody is called {quote(name)}.")


def print_report(report: ImportReport, output: Path) -> None:
    """Print what was kept and left out, and what to do next."""
    from wisdom_training.importing.report import (  # noqa: PLC0415 (slow to import)
        describe_corpus,
        summarise_dropped,
    )

    for source in report.sources:
        click.echo(f"{source.title}: {source.kept:,} of {source.read:,} texts kept")
    if report.dropped:
        click.echo("Left out:")
        for line in summarise_dropped(report.dropped):
            click.echo(line)
    if report.masked:
        masked = ", ".join(f"{kind} {count:,}" for kind, count in report.masked.most_common())
        click.echo(f"Masked: {masked}")
    for sentence in [*report.warnings, *report.refused]:
        click.echo(f"Note: {sentence}")
    click.echo(f"\n{describe_corpus(report)} The report is {output / 'report.md'}.\n")
    click.echo("Next:")
    why = "needed before training, since the corpus is private" if report.private else "for names"
    for verb, reason in (("review", why), ("check", "is it enough?")):
        click.echo(f"  wisdom {verb} {output}   # {reason}")
    click.echo(f"  wisdom train {output} -o my-voice.safetensors")
