"""The options of the plugin, under ``wisdom`` in ``mkdocs.yml``.

Each option is a typed descriptor. Its docstring gives its meaning and says when to change it; the
docstrings become the options page of the documentation.
"""

from __future__ import annotations

from mkdocs.config.base import Config

from mkdocs_wisdom.config.folders import USUAL_FOLDER
from mkdocs_wisdom.config.option_types import (
    Automatic,
    Choice,
    FeedPath,
    Flag,
    LanguageTag,
    Number,
    Picture,
    Place,
    Probability,
    SiteAddress,
    Strings,
    Text,
    TextsOrFile,
    TimeZone,
    WholeNumber,
    WholeNumbers,
    join_choices,
    read_blocked,
    read_sentence,
)
from mkdocs_wisdom.pages.identity import DEFAULT_LOOK, LOOKS
from mkdocs_wisdom.posts.composer import USUAL_LENGTHS
from mkdocs_wisdom.posts.prompts import read_prompt
from wisdom_model.generation.candidates import CANDIDATES
from wisdom_model.generation.recipe import (
    BLENDS,
    DEFAULT_BLEND,
    LONGEST_LENGTH,
    PRODUCT_TEMPERATURE,
    UNKNOWNS,
    WORD_TEMPERATURE,
    describe_char_temperatures,
)

EVERY = ("day", "week", "month", "build")
INTO = ("feed", "blog")
MOST_CANDIDATES = 1000
"""They are written in one batch, five times over if none passes."""
GENERATE = ("auto", "always", "never")


class WisdomOptions(Config):
    """The options under ``wisdom`` in the list of plugins."""

    model = Place("ishmael", "the name of a bundled voice, or a path that ends in .safetensors")
    """The voice that writes: the name of a voice that ships with the package, or the path of a
    model file, relative to `mkdocs.yml`. Change it once you have trained your own. The environment
    variable `WISDOM_MODEL` overrides it for a single build."""

    posts_dir = Place(USUAL_FOLDER, "the path of a folder outside docs_dir")
    """The folder that new posts are written to and all posts are read from, relative to
    `mkdocs.yml`. It must lie outside `docs_dir`, and two feeds cannot share one. Commit it: the
    posts are kept nowhere else. In feeds, the ids of posts contain its path, unless that is
    `posts`."""

    feed = FeedPath("wisdom/")
    """The feed's place in the site. `.` makes it the site's home page. If you have an `index.md` at
    that place, it stays and introduces the feed. If the site has no home page at all, its address
    leads to the feed. Each of several feeds needs a place of its own."""

    into = Choice(INTO, "feed")
    """Where posts are published: `feed` is a feed of its own, with a search and RSS, Atom and JSON
    feeds; `blog` makes the posts entries of the blog of Material for MkDocs, which must be among
    the plugins and then builds all their pages. Options of the feed's pages end such a build with
    an error, unless they are `false`."""

    title = Text()
    """The feed's title, on its page, in the menu and in feed readers. If it is empty, a feed at the
    site's home page has the site's name. Any other has its author's name, or is called "Posts" in
    the site's language."""

    author = Text()
    """Whose posts they are: the name on each post's page and in feeds. If it is empty, the site's
    author, or else the feed's title or the site's name."""

    avatar = Picture("", "the path of an image in docs_dir, or its URL")
    """The author's picture: a file in `docs_dir`, or a URL. If it is empty, the author's initials,
    in a colour that depends on the name."""

    description = Text()
    """One sentence about the feed, for its head and for feed readers. If it is empty, the site's
    description."""

    look = Choice(LOOKS, DEFAULT_LOOK)
    """How the pages of the feed look: `letter` has a serif and much white, `terminal` the typeface
    of a terminal, `newspaper` narrow columns below a masthead. Each is a small style sheet; the
    [guide](look.md#three-looks) has pictures."""

    language = LanguageTag()
    """The language of the words around the posts, of the dates and of the search, if it is not that
    of the theme (`theme.language` in Material, `theme.locale` elsewhere)."""

    strings = Strings()
    """Single texts that replace those of the language, by their key in its
    [file](https://github.com/mkdocs-wisdom/mkdocs-wisdom/tree/main/plugin/mkdocs_wisdom/languages):
    `strings: {surprise: Roll the dice}`. For a language that has no file, give all of them."""

    every = Choice(EVERY, "day")
    """How often a new post is due: at most one a day, a week (from Monday) or a month, or one
    with every build."""

    timezone = TimeZone("UTC")
    """The time zone in which a day begins and dates are shown: a name from the IANA time zone
    database."""

    generate = Choice(GENERATE, "auto")
    """Whether a build writes a post: `auto` writes the post that is due, `always` writes one even
    if the period has its post, `never` only publishes the posts that exist. The environment
    variable `WISDOM_GENERATE` overrides it for a single build. `mkdocs serve` never writes."""

    blend = Automatic(Choice(BLENDS), f"the voice's own, or {DEFAULT_BLEND}")
    """How the models share the work. With `product` the word model chooses every token, a word or a
    punctuation mark, among those that the author has written in such a place, and of many sentences
    the best is taken: voices that remember their author's phrases write so. `mixture` asks both
    models before every token and mixes their probabilities; with `handoff` the character model
    finishes the first sentence and the word model continues; `char` and `word` use one model
    alone."""

    length = Automatic(
        WholeNumbers(
            1,
            LONGEST_LENGTH,
            f"a number of words, 1 to {LONGEST_LENGTH:,}, or a list of such numbers",
        ),
        f"as the author's own; {join_choices([str(words) for words in USUAL_LENGTHS])} if the "
        f"voice did not learn where they end",
    )
    """How many words a post has before its last sentence is finished. From a list, one number is
    drawn for each post. A voice of posts, letters or poems also knows where they end, and may end
    one earlier."""

    char_temperature = Automatic(Number(), describe_char_temperatures())
    """The sampling temperature of the character model: 0 always takes the likeliest character, 1
    follows the learned probabilities, more than 1 invents words; `auto` suits the blend. Raise it
    if posts repeat themselves."""

    word_temperature = Automatic(
        Number(), f"the voice's own, or {WORD_TEMPERATURE}; {PRODUCT_TEMPERATURE} for product"
    )
    """The sampling temperature of the word model, on the same scale. Training fits it to the
    author; with the blend `product` it is higher. Lower it if posts make too little sense."""

    top_k = WholeNumber(0, minimum=0)
    """Choose only among this many of the likeliest tokens; 0 keeps all of them."""

    top_p = Probability(1.0)
    """Choose only among the fewest tokens that together have this probability; 1 keeps all of
    them. Try 0.9 if a post now and then derails."""

    unknown = Automatic(Choice(UNKNOWNS), f"the voice's own, or {UNKNOWNS[0]}")
    """What happens when the word model chooses a word outside its vocabulary: with `spell` the
    character model spells one, with `skip` it has to choose another. A voice that knows nearly all
    words of its author skips, because most of what it would spell are words that nobody uses."""

    prompts = TextsOrFile(read_prompt, "a text", "a list of texts")
    """How posts begin: a list, or the path of a text file that ends in `.txt`, relative to
    `mkdocs.yml`, with one prompt a line. Blank lines and lines that begin with `#` are ignored, as
    are repeated prompts. A post begins with exactly the given words; runs of spaces become one. The
    prompts take turns, one a period. Each round uses every prompt once, in an order of its own, and
    no prompt comes again before half of the list (rounded down) has had its turn. Changing the list
    changes the order. Without prompts, the model draws a capital letter or a capitalised word to
    begin with."""

    candidates = WholeNumber(CANDIDATES, minimum=1, maximum=MOST_CANDIDATES)
    """How many candidates are written for each post; the best of those that pass the guards is
    published. With the blend `product`, three times as many sentences are written from each place
    of a post. Raise it if a build fails because none passes."""

    blocklist = TextsOrFile(
        read_blocked,
        "a word or a phrase, with * at its end only, such as whal*",
        "a list of words or phrases, with * at the end only",
    )
    """Words and phrases that never appear in a post, in upper or lower case; `*` at the end matches
    any ending. A list, or the path of a text file as for `prompts`."""

    seed = WholeNumber(0)
    """A number that is mixed into the random seed of each post, with the model file and the post's
    date. Change it to get other words for the same day."""

    per_page = WholeNumber(10, minimum=1)
    """How many posts one page of the feed shows."""

    xray = Automatic(
        Flag(), "true, if the voice ships with the package or lies in the site's folder"
    )
    """Whether a post's page can [show who chose each word](look.md#x-ray), how surprising it was,
    and what else was likely. The figures are made when the post is written. `false` makes and
    shows none. `auto` makes none with a voice from another place, which may not be public. A voice
    that was trained with `--private` never gets any."""

    search = Flag(default=True)
    """Whether the feed has its own search. The theme's search finds the posts in any case."""

    quiz = TextsOrFile(read_sentence, "a sentence", "a list of sentences")
    """Sentences by the author. With them the feed has a page on which readers guess which of two
    sentences the author wrote and which one the voice. It is the path of a text file that ends in
    `.txt`, relative to `mkdocs.yml`, with one sentence a line, called like the author, such as
    `melville.txt`; or a list. Blank lines and lines that begin with `#` are ignored. The sentences
    are published. A private voice can have no quiz."""

    feed_id = SiteAddress()
    """The address that the ids of posts in feeds are made of. If it is empty, `site_url`. If the
    site moves, give its first address here, so that no reader shows old posts as new."""

    feeds = Flag(default=True)
    """Whether RSS, Atom and JSON feeds are written. Set `site_url` as well: feed readers need full
    addresses. Without it, a build says so."""

    cards = Automatic(Flag(), "true if Pillow is installed and site_url is set")
    """Whether the newest 365 posts get a card each, a picture of the words that a link to the post
    shows in Mastodon, Signal, Slack and elsewhere. They need Pillow, the extra `cards`, and
    `site_url`. `mkdocs serve` draws them only with `true`. Material's plugin `social` replaces
    them; `true` beside it is an error."""

    card_font = Place("", "the path of a .ttf, .otf or .ttc file")
    """The font of the cards, relative to `mkdocs.yml`. What it lacks is drawn in EB Garamond, which
    ships with the plugin for Latin, Greek and Cyrillic, and then in a font of the machine. Name one
    if your posts are in another script and the machine that builds has no font for it."""
