"""The search of the feed: Python writes its files, the scripts in ``browser/`` read them.

    manifest.js            years, tags, and the first term of each range
    DIGEST/terms-N.js      a range of terms, with the posts that have them and their weights
    DIGEST/posts-N.js      URL, title, date, tags and text of a few posts, to show hits
    DIGEST/lexicon.js      all terms, for misspelt words and for wildcards
    DIGEST/tags.js         the posts of each tag
    engine-DIGEST.js       lunr.js, a stemmer and ``browser/``: see ``scripts.py``

Posts are numbered from the oldest, so a year is a range of numbers and their order is that of the
dates. The browser loads only the ranges that a query's words fall in and the posts on the screen.
The names of all files but the manifest depend on their content, so no cache mixes two versions. All
are scripts that call ``wisdomData(name, content)``: scripts load from ``file://`` as well.
"""
