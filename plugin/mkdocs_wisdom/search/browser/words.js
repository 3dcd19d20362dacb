/**
 * Words: cuts a text into words and folds them, exactly as mkdocs_wisdom/search/words.py does; see
 * there for the reasons. The index holds the words that Python cut, so a word that is cut or folded
 * differently here finds nothing.
 */
const { VISIBLE_PIECE, fold, cutWords, cutCharacters, isRun, isSingle } = (() => {
  // Sets of characters, as in a regular expression's brackets.
  const ACCENTS =
    "\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7" +
    "\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8" +
    "\\u06ea-\\u06ed\\u08d3-\\u08ff";
  const INVISIBLE =
    "\\u00ad\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200e\\u200f" +
    "\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\u20e3\\ufe00-\\ufe0f\\ufeff" +
    "\\u{1f3fb}-\\u{1f3ff}\\u{e0100}-\\u{e01ef}";
  const SIGN_SET =
    "¢-¥§©®\\u20a0-\\u20cf\\u2190-\\u2307\\u230c-\\u2328\\u232b-\\u23ff\\u25a0-\\u2767" +
    "\\u2794-\\u27bf\\u27f0-\\u27ff\\u2900-\\u297f\\u2b00-\\u2bff\\u3030\\u303d" +
    "\\u{1f000}-\\u{1f0ff}\\u{1f10d}-\\u{1f3fa}\\u{1f400}-\\u{1faff}";
  const RUN_SET =
    "\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e81-\\u0ebd\\u0ec0-\\u0ece\\u0edc-\\u0edf" +
    "\\u1000-\\u103f\\u1050-\\u108f\\u109a-\\u109d\\u1780-\\u17d3\\u17d7\\u17dc\\u17dd" +
    "\\ua9e0-\\ua9ef\\ua9fa-\\ua9fe\\uaa60-\\uaa7f\\u3005-\\u3007\\u3040-\\u312f" +
    "\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff" +
    "\\u{20000}-\\u{3ffff}";
  const MARKS =
    "\\u0e31\\u0e33-\\u0e3a\\u0e47-\\u0e4e\\u0eb1\\u0eb3-\\u0ebc\\u0ec8-\\u0ece" +
    "\\u102b-\\u103e\\u1056-\\u1059\\u105e-\\u1060\\u1062-\\u1064\\u1067-\\u106d" +
    "\\u1071-\\u1074\\u1082-\\u108d\\u108f\\u109a-\\u109d\\u17b6-\\u17d3\\u17dd\\u3099" +
    "\\u309a\\ua9e5\\uaa7b-\\uaa7d";

  const LEFT_OUT = new RegExp(`[${ACCENTS}${INVISIBLE}]+`, "gu");
  const SIGN = `[${SIGN_SET}]`;
  const TAGS = "\\u{e0020}-\\u{e007f}";
  const SIGNS = `[\\u{1f1e6}-\\u{1f1ff}]{2}|${SIGN}[${TAGS}]*(?:\\u200d${SIGN})*`;
  const JOINER = new RegExp(`(${SIGN}\\u200d(?=${SIGN}))|\\u200d`, "gu");
  const APART = /[¼-¾⅐-⅞™℠]/g;
  const PLAIN_LETTERS = new Map(
    Object.entries({
      ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ħ: "h", ł: "l", þ: "th", ı: "i", ς: "σ",
      "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643",
    }),
  );
  for (const zero of [0x660, 0x6f0]) {
    for (let digit = 0; digit < 10; digit += 1) {
      PLAIN_LETTERS.set(String.fromCharCode(zero + digit), String(digit));
    }
  }
  const OTHER_FORM = new RegExp(`[${[...PLAIN_LETTERS.keys()].join("")}]`, "g");

  const RUN = `[${RUN_SET}]`;
  const CHARACTER = new RegExp(`.(?:[\\u1039\\u17d2].|[${MARKS}])*`, "gu");
  const NAMES = new RegExp(
    "([a-z0-9]{1,20}(?:\\+\\+[a-z0-9]{0,20}|#(?![a-z0-9])))" +
      "|(?:^|[ \\n\\t(\\[\"'“‘«„/])(\\.[a-z][a-z0-9]{0,20})" +
      "|v?([0-9]{1,20}(?:\\.[0-9]{1,20})+[a-z0-9]{0,20})",
    "gu",
  );
  const LETTER = "[\\p{L}\\p{M}\\p{N}]";
  const STARTS_AS_RUN = new RegExp(`^${RUN}`, "u");

  const runOf = (other) => `(?=${LETTER})${RUN}(?:(?=${LETTER})${RUN}${other})*`;
  const wordOf = (other) => `(?:(?!${RUN})(?:${LETTER}|['’ʼ]${other}))+`;

  /** Of a folded text: an emoji or sign, a run of a script without spaces, or another word. */
  const PIECE = new RegExp(`${SIGNS}|${runOf("")}|${wordOf("")}`, "gu");
  const UNSEEN = `[${INVISIBLE}${TAGS}]|\\u200d`;

  /** Of a text as it is written: the same, with the characters that nobody sees, and whole names. */
  const VISIBLE_PIECE = new RegExp(
    `[\\u{1f1e6}-\\u{1f1ff}]{2}|${SIGN}(?:[${INVISIBLE}${TAGS}]|\\u200d${SIGN})*` +
      `|${runOf(`|${UNSEEN}`)}` +
      `|(?:\\.(?=[A-Za-z]))?${wordOf(`|${UNSEEN}|\\.(?=[0-9])`)}(?:\\+\\+[A-Za-z0-9]*|#)?`,
    "gu",
  );

  const VISIBLE_CHARACTER = new RegExp(`.(?:[\\u1039\\u17d2].|[${MARKS}]|${UNSEEN})*`, "gu");

  const isRun = (word) => STARTS_AS_RUN.test(word);
  const isSingle = (word) => isRun(word) && cutCharacters(word).length === 1;

  /** Cut a run into characters with their marks, and with what nobody sees between them. */
  const cutCharacters = (run) => run.match(VISIBLE_CHARACTER) ?? [];

  /** Fold case, accents, ligatures and width: `Café` becomes `cafe`. */
  function fold(text) {
    if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
    return text
      .replace(APART, " $& ")
      .normalize("NFKD")
      .toLowerCase()
      .replace(LEFT_OUT, "")
      .replace(JOINER, "$1")
      .normalize("NFC")
      .replace(OTHER_FORM, (letter) => PLAIN_LETTERS.get(letter))
      .replaceAll("\u0e4d\u0e32", "\u0e33")
      .replaceAll("\u0ecd\u0eb2", "\u0eb3");
  }

  /**
   * Cut a text into folded words. In a query, a run's last character is not a word of its own, and
   * neither are the parts of a name.
   */
  function cutWords(text, language, inQuery = false) {
    const folded = fold(text);
    const names = [...folded.matchAll(NAMES)].map((match) => ({
      name: match[1] ?? match[2] ?? match[3],
      start: match.index,
      end: match.index + match[0].length,
    }));
    if (!inQuery) return [...names.map(({ name }) => name), ...cutPieces(folded, language, false)];
    const words = [];
    let last = 0;
    for (const { name, start, end } of names) {
      words.push(...cutPieces(folded.slice(last, start), language, true), name);
      last = end;
    }
    return [...words, ...cutPieces(folded.slice(last), language, true)];
  }

  function cutPieces(folded, language, inQuery) {
    const words = [];
    for (const [piece] of folded.matchAll(PIECE)) {
      if (isRun(piece)) {
        const characters = piece.match(CHARACTER);
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

  return { VISIBLE_PIECE, fold, cutWords, cutCharacters, isRun, isSingle };
})();
