"""``wisdom new``: asks, shows what will change, and lays it down."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from mkdocs_wisdom.errors import ScaffoldError, SiteError
from mkdocs_wisdom.pages.avatar import draw_avatar
from mkdocs_wisdom.scaffold.answers import (
    DEFAULT_VOICE,
    INITIALS,
    PUBLISH,
    THEMES,
    Answers,
    name_author,
    read_name,
    read_publish,
    read_voice,
)
from mkdocs_wisdom.scaffold.changes import Change, apply, make_folder, scaffold_errors, show_diff
from mkdocs_wisdom.scaffold.existing_site import ExistingSite, find_site, plan_changes
from mkdocs_wisdom.scaffold.questions import (
    UNUSED,
    Given,
    ask_for_site,
    change_answers,
    collect_files,
    read_optional_avatar,
)
from mkdocs_wisdom.scaffold.record import NAME as RECORD
from mkdocs_wisdom.scaffold.record import Record, make_record, read_record
from mkdocs_wisdom.scaffold.repository import Place, find_place
from mkdocs_wisdom.scaffold.skeleton import DRAWN_AVATAR, WORKFLOW, check_empty, render_skeleton
from mkdocs_wisdom.scaffold.update import plan_update
from wisdom_model.errors import WisdomError

ZENSICAL = "zensical.toml"


@click.command(short_help="Lay down a site that writes posts, or add the plugin to yours.")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--zensical", is_flag=True, help="Lay down a site for Zensical instead of MkDocs.")
@click.option("--update", is_flag=True, help="Bring a newer skeleton to a site made by this.")
@click.option("--name", help="The name of the site, such as My bot.")
@click.option("--author", help="The name beside each post.")
@click.option("--language", metavar="CODE", help="The site's language, such as en or de.")
@click.option("--address", metavar="URL|OWNER/NAME",
              help="The address of the site, or its repository on GitHub.")  # fmt: skip
@click.option("--publish", metavar="|".join(PUBLISH),
              help="How a workflow on GitHub publishes each post, or none.")  # fmt: skip
@click.option("--voice", metavar="NAME|FILE", help="The voice that writes.")
@click.option("--avatar", metavar="FILE", help=f"A picture, or {INITIALS}, which draws one.")
@click.option("--theme", metavar="|".join(THEMES), help="The theme of a new site for MkDocs.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing, and take the defaults.")
def new(folder: Path, *, zensical: bool, update: bool, **options: str | bool | None) -> None:
    """Lay down a complete site in FOLDER, which is new or empty.

    In a folder with mkdocs.yml, it adds the plugin to that site instead: it shows a diff, and asks.
    What the options do not say is asked.
    """
    given = Given(**options)  # type: ignore[arg-type]  # click passes them by these names
    kind = "zensical" if zensical else "mkdocs"
    try:
        if update:
            _update(folder, given)
        else:
            _begin(folder, given, kind)
    except (SiteError, WisdomError) as error:
        raise click.ClickException(str(error)) from error


def _begin(folder: Path, given: Given, kind: str) -> None:
    """Make a site, or add the plugin to the one that is there."""
    if (folder / RECORD).is_file():
        raise ScaffoldError(f"{folder / RECORD} is here already: use --update")
    site = find_site(folder)
    if site is None:
        if (folder / ZENSICAL).is_file():
            raise _needs_no_more(folder / ZENSICAL)
        _make(folder, given, kind)
    elif kind == "zensical":
        raise _needs_no_more(site.configuration)
    else:
        _extend(site, given)


def _needs_no_more(configuration: Path) -> ScaffoldError:
    return ScaffoldError(
        f"{configuration} is here already, and Zensical needs no more: run "
        "`wisdom post --into docs/blog/posts --format zensical` before it"
    )


def _make(folder: Path, given: Given, kind: str) -> None:
    check_empty(folder)
    given.refuse(UNUSED.get(kind, ()), f"for a site of {kind.capitalize()}")
    answers, files = ask_for_site(folder, given, kind)
    place = find_place(folder)
    answers, left = _keep_workflow(answers, place, folder)
    skeleton = render_skeleton(answers, place)
    files |= skeleton | {RECORD: make_record(answers, skeleton).dump()}
    if folder.exists() or place.directory != ".":
        places = place.list_files(files, folder)
        apply([Change(places[name], None, content) for name, content in files.items()])
    else:
        make_folder(folder, files)
    for line in left:
        click.echo(line)
    click.echo(f"Made {len(files)} files in {folder}. README.md says how to publish them.\n\nNow:")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {shlex.quote(str(folder))}")
    click.echo("  make site   # without make: see README.md")


def _keep_workflow(answers: Answers, place: Place, folder: Path) -> tuple[Answers, list[str]]:
    """The answers without a workflow if the repository has that file, and a line about it."""
    path = place.list_files([WORKFLOW], folder)[WORKFLOW]
    if answers.publish == "none" or not path.exists():
        return answers, []
    return replace(answers, publish="none"), [f"{path} is there already, and stays as it is"]


def _extend(site: ExistingSite, given: Given) -> None:
    """Add the plugin to a site."""
    given.refuse(UNUSED["existing"], f"for a site that exists: {site.configuration} has that")
    publish = given.ask("publish", f"Publish by a new workflow ({', '.join(PUBLISH)})", "none",
                        read_publish)  # fmt: skip
    voice, voice_file = given.ask("voice", "Voice, or its file", DEFAULT_VOICE, read_voice)
    author = given.ask("author", "Name beside each post", name_author(voice), read_name)
    avatar, picture = given.ask(
        "avatar",
        f"Picture ({INITIALS}, a file, or Enter: builds draw it)",
        "",
        read_optional_avatar,
    )
    answers = Answers("existing", author=author, publish=publish, voice=voice, avatar=avatar)
    place = find_place(site.folder)
    answers, left = _keep_workflow(answers, place, site.folder)
    plan = plan_changes(site, answers)
    plan.left += left
    if avatar == DRAWN_AVATAR:
        picture = draw_avatar(author).encode()
    extra = collect_files(voice, voice_file, f"{site.docs}/{avatar}", picture)
    skeleton = render_skeleton(answers, place)
    places = place.list_files(skeleton, site.folder)
    files = {places[name]: content for name, content in skeleton.items()}
    files |= {site.folder / name: content for name, content in extra.items()}
    if not plan.changes and not files:
        click.echo("The site has the plugin already: nothing to do.")
        return
    if skeleton:
        files[site.folder / RECORD] = make_record(answers, skeleton).dump()
    plan.changes += [Change(path, None, content) for path, content in files.items()]
    _confirm_and_apply(plan.changes, place.root or site.folder, yes=given.yes)
    click.echo("The next build writes the first post.")
    for line in plan.left:
        click.echo(f"Left to do: {line}")


def _update(folder: Path, given: Given) -> None:
    record = read_record(folder)
    if record.answers.kind == "existing":
        given.refuse(
            (*UNUSED["existing"], "author", "voice", "avatar"),
            "for --update of a site that was there before: change mkdocs.yml",
        )
    else:
        given.refuse(UNUSED.get(record.answers.kind, ()), "for a site of Zensical")
    answers, files = change_answers(record.answers, given)
    place = find_place(folder)
    skeleton = render_skeleton(answers, place)
    places = place.list_files(skeleton, folder)
    with scaffold_errors():
        update = plan_update(places, skeleton, record.hashes)
    changes = update.changes + _replace_files(folder, files)
    for name in update.deleted:
        click.echo(f"{name}: you have deleted it, and it stays deleted")
    for name in update.dropped:
        click.echo(f"{name}: the skeleton no longer has it; delete it if you do not need it")
    for conflict in update.conflicts:
        click.echo(show_diff([conflict], place.root or folder), nl=False)
        question = f"You have changed {conflict.path}. Replace it?"
        if given.yes or not click.confirm(question):
            click.echo(f"{conflict.path}: kept as you have it")
        else:
            changes.append(conflict)
    newer = Record(answers, make_record(answers, skeleton).hashes).dump()
    before = (folder / RECORD).read_bytes()
    if not changes and newer == before:
        click.echo("The site has the newest skeleton.")
        return
    if newer != before:
        changes.append(Change(folder / RECORD, before, newer))
    _confirm_and_apply(changes, place.root or folder, yes=given.yes)


def _replace_files(folder: Path, files: dict[str, bytes]) -> list[Change]:
    places = {folder / name: content for name, content in files.items()}
    return [
        Change(path, path.read_bytes() if path.is_file() else None, content)
        for path, content in places.items()
    ]


def _confirm_and_apply(changes: Sequence[Change], root: Path, *, yes: bool) -> None:
    """Show the changes, ask, and make them."""
    click.echo(show_diff(changes, root), nl=False)
    if not yes:
        click.confirm(f"Change {len(changes)} files so?", default=True, abort=True)
    apply(changes)
    click.echo(f"Changed {len(changes)} files.")
