"""``wisdom review``: decide which names a corpus may have."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wisdom_training.errors import FlagError, require_package

if TYPE_CHECKING:
    from wisdom_training.review.application import Application


@click.command("review", short_help="Decide which names a corpus may have.")
@click.argument("folder", metavar="CORPUS", type=click.Path(path_type=Path, file_okay=False))
@click.option("--list", "list_only", is_flag=True,
              help="Print possible names as a review.yaml to complete; ask nothing.")  # fmt: skip
@click.option("--apply", "apply_only", is_flag=True,
              help="Apply the decisions of review.yaml to the corpus; ask nothing.")  # fmt: skip
def review(folder: Path, *, list_only: bool, apply_only: bool) -> None:
    """Decide which names CORPUS, a folder that wisdom import made, may have.

    One key decides on a name: k keeps it, m leaves out the sentences that have it, r replaces it
    everywhere by an invented one. You may stop at any moment and go on later. The decisions are in
    review.yaml in the folder, for you to change, and the next import takes them over.

    Nobody can promise that all names are found.
    """
    if not apply_only and not list_only and not sys.stdin.isatty():
        raise FlagError(
            "wisdom review asks in a terminal, and there is none: give --list for the names, "
            "write your decisions into review.yaml, then give --apply"
        )
    if not apply_only:
        require_package("wisdom review", "rich", "import")
        _find_and_decide(folder, list_only=list_only)
    if not list_only:
        from wisdom_training.review.application import apply_decisions  # noqa: PLC0415 (slow)

        click.echo(_describe(apply_decisions(folder)))


def _find_and_decide(folder: Path, *, list_only: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 (of the extra `import`)

    from wisdom_training.corpus.json_lines import read_documents  # noqa: PLC0415
    from wisdom_training.review.application import find_original  # noqa: PLC0415
    from wisdom_training.review.decisions import read_decisions  # noqa: PLC0415
    from wisdom_training.review.listing import list_candidates  # noqa: PLC0415
    from wisdom_training.review.names import find_names  # noqa: PLC0415
    from wisdom_training.review.people import read_people  # noqa: PLC0415
    from wisdom_training.review.screen import run_session  # noqa: PLC0415
    from wisdom_training.review.session import Session  # noqa: PLC0415

    decisions, original = read_decisions(folder), find_original(folder)
    names = find_names(lambda: read_documents(folder, original), read_people(folder), decisions)
    if list_only:
        click.echo("\n".join(list_candidates(names.candidates, decisions)))
        return
    if not names.candidates:
        click.echo("There is no name left to decide on.")
        return
    session = Session(folder, names, decisions)
    run_session(session, Console(), click.getchar)
    click.clear()
    click.echo(f"{session.place:,} of {session.total:,} possible names are decided or skipped.")


def _describe(applied: Application) -> str:
    return (
        f"The corpus has {applied.documents:,} documents, of which {applied.changed:,} were "
        f"changed. {applied.dropped:,} documents and {applied.sentences:,} sentences were left "
        f"out. The folder keeps the originals: publish nothing of it."
    )
