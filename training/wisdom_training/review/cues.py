"""Words that stand before names, and words that hardly do."""

from __future__ import annotations


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


BEFORE_NAMES = _split(
    # English
    "@ dear hi hey hello thanks thank friend friends buddy brother sister bro sis mom mum dad "
    "uncle aunt auntie cousin nephew niece grandma grandpa called named birthday congrats "
    "congratulations rip wife husband boyfriend girlfriend boss neighbour neighbor "
    # German
    "liebe lieber liebster liebste hallo danke freund freundin kumpel bruder schwester onkel tante "
    "oma opa cousine vetter namens heißt heisst geburtstag "
    # French
    "cher chère chers salut coucou merci ami amie frère sœur oncle appelé appelée anniversaire "
    # Spanish, Portuguese, Italian
    "querido querida hola gracias amigo amiga hermano hermana tío tía doña cumpleaños caro cara "
    "ciao grazie amico amica fratello sorella zio zia obrigado obrigada irmão irmã "
    # Dutch, Polish, Turkish
    "beste lieve hoi bedankt vriend vriendin broer zus oom drogi droga cześć dzięki sevgili "
    "merhaba"
)
"""After these a word in small letters may be a name, too."""
BEFORE_CAPITALS = _split(
    "with by cc met love miss mr mrs ms mx dr prof professor sir lady mit bei avec chez con com "
    "herr frau monsieur madame mme mlle señor señora don signor signora senhor senhora meneer "
    "mevrouw pan pani ile"
)
"""Before names and before much else: proof only for a word that has a capital."""
TITLES = _split("mr mrs ms mx dr st prof rev sen gov gen capt lt sgt jr sr fr hr mme mlle")
"""Titles that are no names themselves; a full stop after them ends no sentence."""
BEFORE_NOUNS = _split(
    # English
    "the a an this that these those my your his her its our their some any no every each "
    # German
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner "
    "mein meine meinen meinem meiner dein deine deinen deinem deiner sein seine seinen seinem "
    "seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer euer eure euren eurem "
    "dieser diese dieses diesen diesem jeder jede jedes jeden jedem welche welcher viel viele "
    "vielen mehr wenig alle allen alles nichts etwas im am ins ans zum zur beim vom aufs fürs ums "
    "zwei drei vier fünf ganze ganzen gute guten guter gutes neue neuen großen große kleine "
    "kleinen nächsten letzten "
    # French, Spanish, Italian, Portuguese, Dutch
    "le la les un une du au aux mon ma mes ton ta tes son sa ses notre nos cette ces el los las "
    "una unos unas del al mi tu su lo gli i il della nel o os as do da na het de een dit "
    "dat"
)
"""Articles and the like, which names seldom have before them."""
NOUN_ENDINGS = ("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tät", "tion", "ling")
"""Endings of German nouns; no name ends so."""
