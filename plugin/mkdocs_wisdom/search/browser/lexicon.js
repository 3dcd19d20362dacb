/**
 * The lexicon, a sorted list of all terms: finds those that match a pattern and those that a
 * misspelt word may mean.
 */
const { readLexicon, findMatching, findSimilar, findParts, allowedEdits } = (() => {
  const MOST_TERMS = 50; // that one word of a query may mean
  const SHORTEST_PART = 3; // characters of a term that is written as one word with another
  const SHORTEST_WHOLE = 4; // characters of a word that is looked for inside of terms

  const readLexicon = ({ read }) => read("lexicon", (terms) => terms.split(" "));

  const escape = (text) => text.replace(/[.+#]/g, "[$&]"); // the signs of names

  /** Find the terms that match a pattern, in which an asterisk is any number of characters. */
  function findMatching(pattern, lexicon) {
    const expression = new RegExp(`^${pattern.split("*").map(escape).join(".*")}$`, "u");
    return lexicon.filter((term) => expression.test(term)).slice(0, MOST_TERMS);
  }

  /** Find the terms with the fewest edits from a word, if the word is long enough for as many. */
  function findSimilar(word, lexicon) {
    const most = allowedEdits(word);
    const found = [];
    for (const term of most === 0 ? [] : lexicon) {
      const edits = countEdits(word, term, most);
      if (edits <= most) found.push({ term, edits });
    }
    const fewest = Math.min(...found.map(({ edits }) => edits));
    return found.filter(({ edits }) => edits === fewest).map(({ term }) => term).slice(0, MOST_TERMS);
  }

  /**
   * Find what a word may mean that has no term, and no term of a similar spelling: two terms written
   * as one (whaleboat: whale, boat), or else the shortest terms that contain it.
   */
  function findParts(word, lexicon) {
    if (word.length < SHORTEST_WHOLE) return [];
    const known = new Set(lexicon);
    for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at -= 1) {
      const parts = [word.slice(0, at), word.slice(at)];
      if (parts.every((part) => known.has(part))) return parts.map((part) => [part]);
    }
    const longer = lexicon.filter((term) => term.includes(word));
    const shortest = longer.sort((a, b) => a.length - b.length).slice(0, MOST_TERMS);
    return shortest.length > 0 ? [shortest] : [];
  }

  const allowedEdits = (word) => (word.length < 4 ? 0 : word.length < 7 ? 1 : 2);

  /**
   * Count the edits from one word to another, Infinity if more than `most`: characters inserted,
   * deleted, replaced, or two neighbours exchanged (optimal string alignment distance).
   */
  function countEdits(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return Infinity;
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const other = a[i - 1] === b[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + other);
        const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (exchanged) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return Infinity;
      [before, row] = [row, next];
    }
    return row[b.length] <= most ? row[b.length] : Infinity;
  }

  return { readLexicon, findMatching, findSimilar, findParts, allowedEdits };
})();
