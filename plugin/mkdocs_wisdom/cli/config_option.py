"""The flag of the commands that read the plugin's options from a file."""

from pathlib import Path

import click

config_file_option = click.option(
    "--config-file", "-f", metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file with the options of the plugin.  [default: mkdocs.yml or zensical.toml, if there "
         "is one]",
)  # fmt: skip
