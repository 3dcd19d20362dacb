/**
 * Words: cuts a text into words and folds them, exactly as mkdocs_wisdom/search/words.py does. The
 * index holds the words that Python cut, so a word that is cut or folded differently here finds
 * nothing.
 */
const { PIECE, fold, cutWords, isRun, isSingle } = (() => {
  const ACCENTS = /[\u0300-\u036f]+/g;
  const PLAIN_LETTERS = new Map(
    Object.entries({
      ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ħ: "h", ł: "l", þ: "th", ı: "i", ς: "σ",
    }),
  );
  const STROKED = new RegExp(`[${[...PLAIN_LETTERS.keys()].join("")}]`, "g");

  // Han, kana and Hangul are written without spaces: every pair of neighbours in a run is a word.
  const RUN =
    "[\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af" +
    "\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
  const LETTER = "[\\p{L}\\p{M}\\p{N}]";
  const STARTS_AS_RUN = new RegExp(`^${RUN}`, "u");

  /** A run of Han, kana and Hangul, or a run of other letters, digits and apostrophes. */
  const PIECE = new RegExp(
    `(?:(?=${LETTER})${RUN})+|(?:(?!${RUN})(?:${LETTER}|['’ʼ]))+`,
    "gu",
  );

  const isRun = (word) => STARTS_AS_RUN.test(word);
  const isSingle = (word) => isRun(word) && [...word].length === 1;

  /** Fold case, accents, ligatures and width: `Café` becomes `cafe`. */
  function fold(text) {
    if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
    return text
      .normalize("NFKD")
      .toLowerCase()
      .replace(ACCENTS, "")
      .normalize("NFC")
      .replace(STROKED, (letter) => PLAIN_LETTERS.get(letter));
  }

  /** Cut a text into folded words. In a query, a run's last character is not a word of its own. */
  function cutWords(text, language, inQuery = false) {
    const words = [];
    for (const [piece] of fold(text).matchAll(PIECE)) {
      if (isRun(piece)) {
        const characters = [...piece];
        const pairs = characters.map((one, at) => one + (characters[at + 1] ?? ""));
        words.push(...(inQuery && pairs.length > 1 ? pairs.slice(0, -1) : pairs));
        continue;
      }
      const word = piece.replace(/[’ʼ]/g, "'").replace(/^'+|'+$/g, "");
      if (language === "en") words.push(word.replace(/'s$/, ""));
      else words.push(...word.split("'"));
    }
    return words.filter(Boolean);
  }

  return { PIECE, fold, cutWords, isRun, isSingle };
})();
