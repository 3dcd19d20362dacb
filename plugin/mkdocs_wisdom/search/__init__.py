"""The search of the feed: files made here and read in the browser, by `browser/`.

    manifest.js            the years, the tags, and where each range of terms begins
    DIGEST/terms-N.js      a range of terms, with the posts that have them and their weights
    DIGEST/posts-N.js      a few posts' address, title, date, tags and text, to show what was found
    DIGEST/lexicon.js      all terms, for misspelt words and for wildcards
    DIGEST/tags.js         the posts of each tag
    engine-DIGEST.js       lunr.js, a stemmer, and `browser/`: see `scripts.py`

Posts are numbered from the oldest, so a year is a range of numbers and a date is an order. A reader
loads the ranges that a query's words fall in and the posts on the screen, nothing else. Everything
but the manifest has a name that depends on its content, so no cache mixes two versions. All are
scripts that call ``wisdomData(name, content)``: scripts load from any page, from ``file://`` too.
"""
