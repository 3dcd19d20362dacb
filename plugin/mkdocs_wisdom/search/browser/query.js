/** A query, parsed: its words, its words with wildcards, its phrases in quotation marks. */
const { parseQuery } = (() => {
  const ANY_QUOTE = /[“”„‟«»＂]/g;
  const PHRASE = /"([^"]*)"/g;
  const SPACES = /[^\S\ufeff]+/; // in JavaScript the byte-order mark is a space
  const INNER_WILDCARD = /[^*]\*|\*[^*]/; // an asterisk beside something else
  const ENDS_IN_WORD = /[\p{L}\p{M}\p{N}'’ʼ]$/u;

  /**
   * @returns {{clauses: {word, kind}[], phrases: string[][]}} `kind` is "word", or "pattern" for a
   *   word with an asterisk, or "prefix" for one whose only asterisk is at its end and for the last
   *   word of a query that no space follows: the reader may still be typing it
   */
  function parseQuery(query, language) {
    const phrases = [];
    const rest = query.replace(ANY_QUOTE, '"').replace(PHRASE, (_, inside) => {
      const words = cutWords(inside, language, true);
      if (words.length > 0) phrases.push(words);
      return " ";
    });
    const clauses = phrases.flat().map((word) => ({ word, kind: "word" }));
    clauses.push(...rest.split(SPACES).flatMap((piece) => parsePiece(piece, language)));
    const last = clauses.at(-1);
    if (last?.kind === "word" && ENDS_IN_WORD.test(query)) last.kind = "prefix";
    return { clauses, phrases };
  }

  /** Return the clauses of a piece without spaces; its asterisks are wildcards if it is one word. */
  function parsePiece(piece, language) {
    const parts = piece.split("*").map((part) => cutWords(part, language, true));
    const pattern = parts.map(([word = ""]) => word).join("*").replace(/\*+/g, "*");
    if (parts.some((words) => words.length > 1) || !INNER_WILDCARD.test(pattern)) {
      return parts.flat().map((word) => ({ word, kind: "word" }));
    }
    if (/^[^*]+\*$/.test(pattern)) return [{ word: pattern.slice(0, -1), kind: "prefix" }];
    return [{ word: pattern, kind: "pattern" }];
  }

  return { parseQuery };
})();
