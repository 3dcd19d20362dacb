"""Whether a build draws cards."""

from __future__ import annotations

from importlib.util import find_spec

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.errors import SettingError

SOCIAL = ("material/social", "social")
"""Material's own cards."""


def draws_cards(options: WisdomOptions, config: MkDocsConfig, *, serves: bool) -> bool:
    """What the options say; left to the program, whether all that is needed is there.

    Raises SettingError where cards are asked for and something is missing.
    """
    replaced = options.into == "blog" or any(name in config.plugins for name in SOCIAL)
    if replaced or options.cards is False:
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
