"""The options of the plugin: what may stand under ``wisdom`` in ``mkdocs.yml``.

Each option is a typed descriptor; its docstring says what it means and when to change it.
"""

from __future__ import annotations

from mkdocs.config.base import Config

from mkdocs_wisdom.config.option_types import (
    Option,
    TextsOption,
    choice_reader,
    list_reader,
    one_of,
    read_blocked,
    read_feed_path,
    read_flag,
    read_integer,
    read_optional_text,
    read_probability,
    read_temperature,
    read_text,
    read_timezone,
    read_usual_temperature,
    whole_reader,
)
from mkdocs_wisdom.posts.prompts import read_prompt
from wisdom_model.generation.candidates import CANDIDATES
from wisdom_model.generation.recipe import BLENDS, UNKNOWNS, WORD_TEMPERATURE

EVERY = ("day", "week", "month", "build")
INTO = ("feed", "blog")
GENERATE = ("auto", "always", "never")


class WisdomOptions(Config):
    """What may stand under ``wisdom`` in the list of plugins."""

    model = Option(
        read_text, "the name of a bundled voice, or a path that ends in .safetensors", "ishmael"
    )
    """Whose voice writes: the name of a voice that ships with the package, or the path of a
    model file, relative to `mkdocs.yml`. Change it once you have trained your own."""

    posts_dir = Option(read_text, "the path of a folder outside docs_dir", "posts")
    """The folder that new posts are written to and all posts are read from, relative to
    `mkdocs.yml`. It must lie outside `docs_dir`; commit it, for the posts are kept nowhere else."""

    feed = Option(read_feed_path, "a path inside the site, such as wisdom/, or '.'", "wisdom/")
    """Where in the site the feed lives. `.` makes it the site's home page. An `index.md` of yours
    at that place stays and introduces the feed."""

    into = Option(choice_reader(*INTO), one_of(INTO), "feed")
    """Where posts are published: `feed` is a feed of its own, with its search and its feeds for
    readers; `blog` makes them entries of the blog of Material for MkDocs, which then has to be
    among the plugins, and leaves all pages to it."""

    title = Option(read_optional_text, "a text", "")
    """The feed's title, on its page and in feed readers. Without it, the site's name."""

    author = Option(read_optional_text, "a text", "")
    """The name beside each post. Without it, the site's author, or else the feed's title."""

    avatar = Option(read_optional_text, "the path of an image in docs_dir, or its URL", "")
    """The picture beside each post: a file in `docs_dir`, or a URL. Without it, a drawn mark."""

    description = Option(read_optional_text, "a text", "")
    """One sentence about the feed, for its head and for feed readers. Without it, the site's
    description."""

    every = Option(choice_reader(*EVERY), one_of(EVERY), "day")
    """How often a new post is due: at most one a day, a week (from Monday) or a month, or one
    with every build."""

    timezone = Option(read_timezone, "an IANA name such as Europe/Paris", "UTC")
    """Where a day begins, and the offset that dates are shown with: a name from the IANA time
    zone database."""

    generate = Option(choice_reader(*GENERATE), one_of(GENERATE), "auto")
    """Whether a build writes: `auto` writes the post that is due, `always` writes one even if the
    period has its post, `never` only publishes what is there. The environment variable
    `WISDOM_GENERATE` overrides it, for a single build. `mkdocs serve` never writes."""

    blend = Option(choice_reader(*BLENDS), one_of(BLENDS), "mixture")
    """How the two models share the work: `mixture` asks both before every token, a word or a mark,
    and mixes their probabilities; `handoff` lets the character model finish the first sentence and
    the word model go on; `char` and `word` let one of them write alone."""

    length = Option(
        list_reader(whole_reader(1), empty=False),
        "a number of words, 1 or more, or a list of such numbers",
        [25, 50, 100],
    )
    """How many words a post has before its last sentence is finished. From a list, one is drawn
    for each post."""

    char_temperature = Option(read_usual_temperature, "a number, 0 or more, or auto", "auto")
    """How daring the character model is: 0 always takes the likeliest character, 1 follows the
    learned odds, more than 1 invents words; `auto` is 0.6 in a mixture and 0.4 otherwise. Raise it
    if posts repeat themselves."""

    word_temperature = Option(read_temperature, "a number, 0 or more", WORD_TEMPERATURE)
    """How daring the word model is, on the same scale. Lower it if posts make too little sense."""

    top_k = Option(whole_reader(0), "a whole number, 0 or more", 0)
    """Choose among so many of the likeliest tokens only; 0 leaves all of them in."""

    top_p = Option(read_probability, "a number above 0 and up to 1", 1.0)
    """Choose among the fewest tokens that together hold this probability; 1 leaves all of them
    in. Try 0.9 if a post now and then derails."""

    unknown = Option(choice_reader(*UNKNOWNS), one_of(UNKNOWNS), "spell")
    """What happens where the word model wants a word that it does not know: `spell` has the
    character model spell one, `skip` takes the next likely word instead."""

    prompts = TextsOption(read_prompt, "a text", "a list of texts")
    """How posts begin: a list, or the path of a text file that ends in `.txt`, relative to
    `mkdocs.yml`, with one prompt a line; its blank lines, and those that begin with `#`, are left
    out. A post begins with exactly the words given; of spaces in a row one is kept, and of equal
    prompts one. They take turns, one a period, in an order that changes from round to round, and
    none comes again before half of them have had their turn. Change the list and the turns are
    dealt anew. Without any, a post begins with a capital letter drawn by the model."""

    candidates = Option(whole_reader(1), "a whole number, 1 or more", CANDIDATES)
    """How many candidates are written for each post; the best of those that pass the guards is
    published. Raise it if a build finds none that passes."""

    blocklist = TextsOption(
        read_blocked,
        "a word or a phrase, with * at its end only, such as whal*",
        "a list of words or phrases, with * at the end only",
    )
    """Words and phrases that never appear in a post, whatever their case; a `*` at the end stands
    for any ending. A list, or the path of a text file as for `prompts`."""

    seed = Option(read_integer, "a whole number", 0)
    """Mixed into the chance that a post is written with. A post's words follow from the model,
    its date and this number: change it to get other words for the same day."""

    per_page = Option(whole_reader(1), "a whole number, 1 or more", 10)
    """How many posts one page of the feed shows."""

    search = Option(read_flag, "true or false", default=True)
    """Whether the feed can be searched on its own page. The theme's own search finds posts in
    any case."""

    feeds = Option(read_flag, "true or false", default=True)
    """Whether RSS, Atom and JSON feeds are written. Set `site_url` with them: readers want full
    addresses."""
