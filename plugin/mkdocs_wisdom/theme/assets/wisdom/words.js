/**
 * From text to the terms that lunr knows, and the twin of mkdocs_wisdom/search.py.
 *
 * `fold`, `cutWords` and `createStemmer` follow the rules of `fold`, `cut_words` and `stem_word`
 * there, which made the index: a word that is cut or folded differently here finds nothing.
 */

const ACCENTS = /[\u0300-\u036f]+/g;
const PLAIN_LETTERS = new Map(
  Object.entries({
    ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ħ: "h", ł: "l", þ: "th", ı: "i", ς: "σ",
  }),
);
const STROKED = new RegExp(`[${[...PLAIN_LETTERS.keys()].join("")}]`, "g");

// Characters that are words of their own: Han and kana are written without spaces.
const SINGLE =
  "\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff" +
  "\\u{20000}-\\u{3ffff}";
const APOSTROPHES = "'’ʼ";
const LETTER = "[\\p{L}\\p{M}\\p{N}]";

/** A run of letters, digits and apostrophes, or one character that is a word of its own. */
export const PIECE = new RegExp(
  `(?=${LETTER})[${SINGLE}]|(?:(?![${SINGLE}])(?:${LETTER}|[${APOSTROPHES}]))+`,
  "gu",
);
const STEMMABLE = /^(?!(?:ies|sses|eeds?)$|.*yy)[a-z']+$/;


/** Fold case, accents, ligatures and forms of width: `Café` is `cafe`. */
export function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(ACCENTS, "")
    .normalize("NFC")
    .replace(STROKED, (letter) => PLAIN_LETTERS.get(letter));
}

/** Cut a text into folded words. */
export function cutWords(text, language) {
  const words = [];
  for (const [piece] of fold(text).matchAll(PIECE)) {
    const word = piece.replace(/[’ʼ]/g, "'").replace(/^'+|'+$/g, "");
    if (language === "en") words.push(word.replace(/'s$/, ""));
    else words.push(...word.split("'"));
  }
  return words.filter(Boolean);
}

/** Return the function that gives a word's term in the index. */
export function createStemmer(lunr, language) {
  if (language !== "en") return (word) => word;
  return (word) =>
    STEMMABLE.test(word) ? lunr.stemmer(new lunr.Token(word)).toString() : word;
}
