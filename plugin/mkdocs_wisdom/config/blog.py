"""The options that do nothing with ``into: blog``, where Material's blog makes all pages."""

from __future__ import annotations

from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.errors import SettingError

OF_THE_FEED = (
    "avatar",
    "card_font",
    "cards",
    "description",
    "feed_id",
    "look",
    "per_page",
    "quiz",
    "xray",
)
"""The options of pages and files that only a feed has. Not ``feed``, ``title`` and ``author``: they
tell the posts of several voices apart, in lists on other pages and for ``wisdom post --feed``. Not
``search`` and ``feeds`` either, which are on by default."""


def check_blog_options(options: WisdomOptions) -> None:
    """Raise SettingError where options ask a blog for what only a feed has.

    Defaults, ``xray: false`` and the like ask for nothing.
    """
    if options.into != "blog":
        return
    usual = WisdomOptions()
    usual.validate()
    asking = [name for name in OF_THE_FEED if options[name] not in (usual[name], False)]
    if asking:
        raise SettingError(
            f"into: found 'blog' together with {', '.join(asking)}, but Material's blog makes all "
            "pages, and only a feed has these options: remove them, or set into: feed"
        )
