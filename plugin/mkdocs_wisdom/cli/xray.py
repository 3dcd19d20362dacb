"""``wisdom xray``: make the figures of X-ray for posts that have none, or whose blocklist grew."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import timezone
from pathlib import Path

import click

from mkdocs_wisdom.cli.config_option import config_file_option
from mkdocs_wisdom.config.config_file import find_configuration, read_options
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.errors import PostError, SiteError
from mkdocs_wisdom.posts.explanation import is_generated
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.post_reader import read_all
from mkdocs_wisdom.posts.replay import locate_voice, read_inputs
from mkdocs_wisdom.posts.xray import find_file, make_figures, save_figures
from wisdom_model.errors import WisdomError


@click.command(short_help="Make the figures that X-ray shows of posts.")
@click.argument("posts", metavar="POSTS...", nargs=-1, required=True,
                type=click.Path(path_type=Path, dir_okay=False))  # fmt: skip
@click.option("--model", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="The voice's file, if it was moved.")  # fmt: skip
@config_file_option
@click.option("--feed", metavar="PATH",
              help="Which feed's posts these are, if the file has several.")  # fmt: skip
def xray(
    posts: tuple[Path, ...], model: Path | None, config_file: Path | None, feed: str | None
) -> None:
    """Write POSTS again, and keep beside them who chose each word and what else was likely.

    The folder of the posts gets a folder xray, with one file a post. Commit it: the site shows it.
    Posts by a person are left out. Exits with 1 if a post by a voice gets no figures.
    """
    config_file = config_file or find_configuration(Path())
    root = config_file.parent if config_file else Path()
    try:
        options = read_options(config_file, {}, feed=feed)
        found = _find_posts(posts, root / options.posts_dir)
    except SiteError as error:
        raise click.ClickException(str(error)) from error
    written = [post for post in found if is_generated(post.meta)]
    made = [_report(post, options, root / options.posts_dir, model) for post in written]
    if not all(made):
        sys.exit(1)


def _find_posts(paths: Sequence[Path], folder: Path) -> list[Post]:
    """The posts in these files. Raises PostError for one that is not in the posts' folder."""
    known = {
        post.path.resolve(): post for post in read_all(folder, timezone=timezone.utc) if post.path
    }
    for path in paths:
        if path.resolve() not in known:
            raise PostError(f"{path} is not a post in {folder}: name one, or choose --feed")
    return [known[path.resolve()] for path in paths]


def _report(post: Post, options: WisdomOptions, folder: Path, model: Path | None) -> bool:
    """Make the figures of a post, and print their file, or why there are none."""
    assert post.path is not None  # it was read from there  # noqa: S101
    path = find_file(folder, post.stem)
    try:
        voice = model or locate_voice(read_inputs(post.meta).model, post.path)
        save_figures(make_figures(post, voice, options.blocklist.items), path)
    except (SiteError, WisdomError) as error:
        click.echo(f"Error: {post.path}: {error}", err=True)
        return False
    click.echo(path)
    return True
