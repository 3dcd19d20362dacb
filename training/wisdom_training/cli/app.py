"""The ``wisdom`` command: the group of all commands.

torch and rich are imported only inside the commands that train: ``wisdom sample`` needs nothing
that the plugin does not need anyway.
"""

from __future__ import annotations

from typing import Any

import click

from wisdom_model.errors import WisdomError
from wisdom_training.cli.audit import audit_voice
from wisdom_training.cli.check import check_corpus
from wisdom_training.cli.evaluate import evaluate_voice
from wisdom_training.cli.import_archives import import_corpus
from wisdom_training.cli.plugins import list_plugin_commands, load_plugin_command
from wisdom_training.cli.review import review
from wisdom_training.cli.sample import sample
from wisdom_training.cli.train import print_settings, train

WHOLE_SUMMARY = 1000  # characters: more than any summary has


class WisdomGroup(click.Group):
    """Commands whose expected errors are printed as one message, with exit code 1.

    Some commands are not defined here: installed packages offer them.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *list_plugin_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or load_plugin_command(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands; a long summary is wrapped, while click would cut it."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, each.get_short_help_str(WHOLE_SUMMARY)) for name, each in commands if each]
            )

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as in click)
        try:
            return super().invoke(ctx)
        except WisdomError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=WisdomGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-wisdom")
def main() -> None:
    """Train a voice on one person's words, and write text with it."""


for _command in (
    audit_voice,
    check_corpus,
    evaluate_voice,
    import_corpus,
    print_settings,
    review,
    sample,
    train,
):
    main.add_command(_command)
