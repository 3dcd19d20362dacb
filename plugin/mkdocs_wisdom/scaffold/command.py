"""``wisdom new``: asks, shows what will change, and lays it down."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import click

from mkdocs_wisdom.errors import ScaffoldError, SiteError
from mkdocs_wisdom.scaffold.answers import (
    DEFAULT_VOICE,
    INITIALS,
    PUBLISH,
    THEMES,
    Answers,
    name_author,
    read_address,
    read_language,
    read_name,
    read_picture,
    read_publish,
    read_theme_name,
    read_voice,
    suggest_name,
)
from mkdocs_wisdom.scaffold.avatar import draw_avatar
from mkdocs_wisdom.scaffold.changes import Change, apply, make_folder, scaffold_errors, show_diff
from mkdocs_wisdom.scaffold.existing_site import (
    ExistingSite,
    find_site,
    plan_changes,
)
from mkdocs_wisdom.scaffold.record import NAME as RECORD
from mkdocs_wisdom.scaffold.record import Record, make_record, read_record
from mkdocs_wisdom.scaffold.repository import Place, find_place
from mkdocs_wisdom.scaffold.skeleton import DRAWN_AVATAR, WORKFLOW, check_empty, render_skeleton
from mkdocs_wisdom.scaffold.update import plan_update
from wisdom_model.errors import WisdomError

T = TypeVar("T")

ZENSICAL = "zensical.toml"
UNUSED = {"zensical": ("theme",), "existing": ("name", "language", "address", "theme")}
"""Options that make no difference, by the kind of the site."""


@dataclass(frozen=True)
class Given:
    """The options of the command line; None where one was not given."""

    name: str | None
    author: str | None
    language: str | None
    address: str | None
    publish: str | None
    voice: str | None
    avatar: str | None
    theme: str | None
    yes: bool

    def refuse(self, options: Sequence[str], reason: str) -> None:
        """Raise ScaffoldError if one of these options was given."""
        for option in options:
            if getattr(self, option) is not None:
                raise ScaffoldError(f"--{option} is not {reason}")

    def ask(self, option: str, question: str, default: str, read: Callable[[str], T]) -> T:
        """The option's value, the default with ``--yes``, or what the owner answers."""
        given = getattr(self, option)
        if given is not None or self.yes:
            try:
                return read(default if given is None else given)
            except ScaffoldError as error:
                raise ScaffoldError(f"--{option}: {error}") from error

        def check(value: str) -> T:
            try:
                return read(value)
            except ScaffoldError as error:
                raise click.BadParameter(str(error)) from error

        answer: T = click.prompt(question, default, value_proc=check, show_default=bool(default))
        return answer


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
    answers, files = _ask_all(folder, given, kind)
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


def _ask_all(folder: Path, given: Given, kind: str) -> tuple[Answers, dict[str, bytes]]:
    """The answers for a new site, and the files that the owner has given."""
    name = given.ask("name", "Name of the site", suggest_name(folder.absolute()), read_name)
    author = given.ask("author", "Name beside each post", name, read_name)
    language = given.ask("language", "Language", "en", read_language)
    site_url, repository = given.ask(
        "address", "Address, or GitHub's owner/name (Enter: not yet)", "", read_address
    )
    publish = given.ask("publish", f"Publish by workflow ({', '.join(PUBLISH)})", "direct",
                        read_publish)  # fmt: skip
    voice, voice_file = given.ask("voice", "Voice, or its file", DEFAULT_VOICE, read_voice)
    avatar, picture = given.ask("avatar", f"Picture ({INITIALS}, or a file)", INITIALS, _avatar)
    theme = "material"
    if kind == "mkdocs":
        theme = given.ask("theme", f"Theme ({', '.join(THEMES)})", theme, read_theme_name)
    answers = Answers(
        kind, name, author, language, site_url, repository, publish, voice, avatar, theme
    )
    return answers, _given_files(voice, voice_file, f"docs/{avatar}", picture)


def _avatar(value: str) -> tuple[str, bytes | None]:
    """The picture's place in the folder of the pages, and its bytes unless it will be drawn."""
    if value.strip().lower() == INITIALS:
        return DRAWN_AVATAR, None
    name, content = read_picture(value)
    # A drawn picture has a name of its own, so that an update never draws over a given one.
    return f"assets/{'picture.svg' if name == 'avatar.svg' else name}", content


def _optional_avatar(value: str) -> tuple[str, bytes | None]:
    return _avatar(value) if value.strip() else ("", None)


def _given_files(
    voice: str, voice_file: bytes | None, avatar: str, picture: bytes | None
) -> dict[str, bytes]:
    files = {voice: voice_file, avatar: picture}
    return {name: content for name, content in files.items() if content is not None}


def _extend(site: ExistingSite, given: Given) -> None:
    """Add the plugin to a site."""
    given.refuse(UNUSED["existing"], f"for a site that exists: {site.configuration} has that")
    publish = given.ask("publish", f"Publish by a new workflow ({', '.join(PUBLISH)})", "none",
                        read_publish)  # fmt: skip
    voice, voice_file = given.ask("voice", "Voice, or its file", DEFAULT_VOICE, read_voice)
    author = given.ask("author", "Name beside each post", name_author(voice), read_name)
    avatar, picture = given.ask(
        "avatar", f"Picture ({INITIALS}, a file, or Enter: a drawn mark)", "", _optional_avatar
    )
    answers = Answers("existing", author=author, publish=publish, voice=voice, avatar=avatar)
    place = find_place(site.folder)
    answers, left = _keep_workflow(answers, place, site.folder)
    plan = plan_changes(site, answers)
    plan.left += left
    if avatar == DRAWN_AVATAR:
        picture = draw_avatar(author).encode()
    extra = _given_files(voice, voice_file, f"{site.docs}/{avatar}", picture)
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
    answers, files = _change_answers(record.answers, given)
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


def _change_answers(answers: Answers, given: Given) -> tuple[Answers, dict[str, bytes]]:
    """The answers with those options that were given now, and the files that these name."""
    kept = replace(given, yes=True)
    files: dict[str, bytes] = {}
    simple: Sequence[tuple[str, Callable[[str], str]]] = (
        ("name", read_name),
        ("author", read_name),
        ("language", read_language),
        ("publish", read_publish),
        ("theme", read_theme_name),
    )
    for option, read in simple:
        if getattr(given, option) is not None:
            answers = replace(answers, **{option: kept.ask(option, "", "", read)})
    if given.address is not None:
        site_url, repository = kept.ask("address", "", "", read_address)
        answers = replace(answers, site_url=site_url, repository=repository)
    if given.voice is not None:
        voice, content = kept.ask("voice", "", "", read_voice)
        answers = replace(answers, voice=voice)
        files |= _given_files(voice, content, "", None)
    if given.avatar is not None:
        avatar, content = kept.ask("avatar", "", "", _avatar)
        answers = replace(answers, avatar=avatar)
        files |= _given_files("", None, f"docs/{avatar}", content)
    return answers, files


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
