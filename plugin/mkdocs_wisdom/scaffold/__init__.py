"""``wisdom new``: lays down a site, or adds the plugin to one that exists.

A skeleton is made of templates and of the owner's answers. Both the answers and a hash of each file
stay in ``.wisdom-new.yml``, so that ``wisdom new --update`` can tell what the owner has changed.
"""
