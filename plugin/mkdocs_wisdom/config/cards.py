"""Whether a build draws cards, and with which fonts."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_wisdom.cards.font_choice import FontChoice
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.pages.cards import has_social_plugin, open_fonts


def read_card_fonts(
    options: WisdomOptions, config: MkDocsConfig, root: Path, *, serves: bool
) -> FontChoice | None:
    """The fonts of the cards; None if the build draws none.

    ``root`` is the folder of ``mkdocs.yml``. Raises SettingError.
    """
    if not draws_cards(options, config, serves=serves):
        return None
    return open_fonts(root / options.card_font if options.card_font else None)


def draws_cards(options: WisdomOptions, config: MkDocsConfig, *, serves: bool) -> bool:
    """What the options say; left to the program, whether all that is needed is there.

    Raises SettingError where cards are asked for and something is missing.
    """
    if options.cards is False or options.into == "blog":
        return False
    if has_social_plugin(config):
        if options.cards:
            raise SettingError(
                "cards: found true, but Material's plugin social replaces these cards by its own: "
                "set cards: auto, or remove social from plugins in mkdocs.yml"
            )
        return False
    has_pillow = find_spec("PIL") is not None
    if options.cards is None:
        return has_pillow and bool(config.site_url) and not serves
    if not has_pillow:
        raise SettingError(
            'cards: found true, but Pillow is not installed: pip install "mkdocs-wisdom[cards]"'
        )
    if not config.site_url:
        raise SettingError(
            "cards: found true, but mkdocs.yml has no site_url, the site's address, and link "
            "previews need a full address: set site_url, or cards: false"
        )
    return True
