"""Thirty posts for the tests of the search: plain ones, and ones hard to show or to find."""

from typing import NamedTuple


class Entry(NamedTuple):
    title: str
    text: str


# By the stem of their files.
POSTS = {
    "2026-10-01": Entry(
        "The harbour before dawn",
        "I went down to the harbour before the lamps were out, and the whaling ships lay there "
        "like tired horses. A whale had been seen off the point, so the old men said, and no "
        "man in the town had slept.",
    ),
    "2026-10-02": Entry(
        "Of the sea-captain",
        "Our sea-captain—never a talker—stood at the rail and counted the gulls. He counted "
        "them every morning; nobody dared to ask what the number was for.",
    ),
    "2026-10-03": Entry(
        "Café Nantucket",
        "There is a café by the wharf where the naïve drink their coffee with salt. The façade "
        "is blue, the señora behind the counter is kinder than her prices.",
    ),
    "2026-10-04": Entry(
        "To be at sea",
        "To be or not to be at sea, that is what a landsman asks. The sea asks nothing, and it "
        "does not wait for the answer.",
    ),
    "2026-10-05": Entry(
        "鲸鱼",
        "我喜欢鲸鱼。The cook wrote these words on the mast and would not say what they meant.",
    ),
    "2026-10-06": Entry(
        "クジラの歌",
        "クジラが歌う夜、海は静かだった。A whale sang that night, and the sea was quiet.",
    ),
    "2026-10-07": Entry(
        "A very long word",
        "Somebody carved Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"
        "gesellschaftsvorsitzendenwitwe into the bench, and below it a small heart.",
    ),
    "2026-10-08": Entry(
        '<b>Bold</b> & "quoted"',
        "The mate chalked <script>alert('whale')</script> on the deck, and {{ page.title }} "
        "beside it, & we all laughed: 1 < 2, he said, is the whole of navigation.",
    ),
    "2026-10-09": Entry(
        "On not sleeping",
        "Don't tell me that sailors sleep. I've watched them lie there, counting planks, till "
        "the bell rang and they rose as if they had won something.",
    ),
    "2026-10-10": Entry(
        "Rope",
        "Rope remembers. Coil it once against its will and it'll spite you for a year; treat "
        "it kindly, and it runs through your hands like a promise that is kept.",
    ),
    "2026-10-11": Entry(
        "The carpenter's opinion",
        "The carpenter's opinion of the weather was that it had no grain. He tried every plank "
        "of it and found none that he would build upon. We try not to quote him.",
    ),
    "2026-10-12": Entry(
        "Play",
        "The boys played at harpoons with broomsticks. Playing, they learned what the play "
        "was for; and the oldest of them stopped playing that same summer.",
    ),
    "2026-10-13": Entry(
        "Happiness in small boats",
        "Happiness fits into a small boat if nobody stands up. I was happy there for most of "
        "an afternoon, which is longer than most men would admit to.",
    ),
    "2026-10-14": Entry(
        "Straße zum Meer",
        "Die Straße zum Meer ist kurz, and the old German walked it twice a day. Grüße, he "
        "said to the waves, and I believe that they knew him.",
    ),
    "2026-10-15": Entry(
        "Numbers in the log",
        "Log of the 3,000 miles: 14 days of calm, 7 of storm, 1.5 casks of water left, and "
        "one whale which we did not see, entered as seen.",
    ),
    "2026-10-16": Entry(
        "The whale's eye",
        "The whale’s eye is no larger than mine, and it has seen less paper. When it turned "
        "on me I felt read, as a page is read by somebody who will not finish the book.",
    ),
    "2026-10-17": Entry(
        "Running before the wind",
        "We were running before the wind, and a man who runs before the wind thinks that he "
        "has invented it. Run on, said the captain, and let it think the same of you.",
    ),
    "2026-10-18": Entry(
        "Silence",
        "Silence is not the absence of sound on a ship. It is the moment in which every "
        "plank waits for the next one to speak.",
    ),
    "2026-10-19": Entry(
        "Queequeg’s arithmetic",
        "My friend counts by fifties, having met no number above it that he trusts. Fifty "
        "friends, fifty stars, fifty reasons to go to sea; and then he begins again.",
    ),
    "2026-10-20": Entry(
        "Ελλάδα",
        "Ὁ Ὀδυσσεύς also went to sea, they say, and took ten years to come home. ΣΟΦΟΣ is "
        "written over the schoolhouse, σοφός in the book: it's one word.",
    ),
    "2026-10-21": Entry(
        "Кит и ёж",
        "Кит и ёж is a tale that the Russian told on watch. The whale wins, the hedgehog "
        "laughs, and nobody could say afterwards which of them had been wiser.",
    ),
    "2026-10-22": Entry(
        "Fog",
        "In the fog all ships are ghosts and all ghosts are cautious. We rang the bell for "
        "those who could hear it and for those who could not.",
    ),
    "2026-10-23": Entry(
        "Tea & tar",
        "Tea tastes of tar on a ship and of home on land; I have never been able to like "
        "either without the other. C'est la vie, said the man from Saint-Malo.",
    ),
    "2026-10-24": Entry(
        "A universal remedy",
        "The universal remedy aboard is salt water: to sweat it, to weep it, to sail on it. "
        "The doctor has no other, and in the whole universe there may be none.",
    ),
    "2026-10-25": Entry(
        "Emoji of the deep 🐋",
        "The young hand draws a 🐋 beside every entry, and 🌊🌊 for weather. It is a fair "
        "record. I have read longer ones that said less.",
    ),
    "2026-10-26": Entry(
        "Odd characters: ~ ^ + *",
        "The log has marks of its own: ~ for swell, ^ for a gale, + for a man sick, * for a "
        "star seen. title:whale is not a mark of ours, nor is whale~1.",
    ),
    "2026-10-27": Entry(
        "Whalebone",
        "Whalebone creaks in the corsets of the very ladies who ask us, over cake, whether "
        "the whales mind. We whalers look into our cups.",
    ),
    "2026-10-28": Entry(
        "Landsmen",
        "Every landsman has a map in him on which the water is blue and empty. I had one; "
        "I have since drawn into it all that I was afraid of, and it's full. "
        * 4
        + "Far down, in its last corner, there lives a narwhal, and below the narwhal the "
        "paper ends, and I have been told not to draw upon the table.",
    ),
    "2026-10-29": Entry(
        "The price of oil",
        "Oil is down, the owners write. We read it by the light of what they speak of, and "
        "for one evening nobody finds the lamp too dear.",
    ),
    "2026-10-30": Entry(
        "고래",
        "고래는 바다의 왕이다, said the cook, and the whale was king for as long as the soup "
        "lasted.",
    ),
}
