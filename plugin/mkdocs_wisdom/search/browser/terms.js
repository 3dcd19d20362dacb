/**
 * Terms: which of the index's terms a clause of a query means, from the ranges that hold them.
 *
 * A term is `{term, index, boost, fields}`: `index` is its number among all terms, `boost` is its
 * weight in the query, and `fields` holds the posts and weights (in thousandths) of FIELDS.
 */
const { FIELDS, expandClause, mergeTerms } = (() => {
  const FIELDS = ["text", "title"];

  // Boosts: of the word in the query, of another form of it, of a word that begins with it.
  const EXACT = 10;
  const FORM = 5;
  const BEGINS = 1;

  const SHORTEST_PREFIX = 2; // characters; a single one would load too much of the index

  /** Find the terms that a clause means; `instead` has the corrections of a misspelt word. */
  async function expandClause(data, { word, kind, instead }) {
    if (instead) return lookUp(data, instead, FORM);
    if (kind === "pattern") {
      return lookUp(data, findMatching(word, await readLexicon(data)), FORM);
    }
    if (isSingle(word)) return expandCharacter(data, word);
    if (isRun(word)) return lookUp(data, [word], EXACT);
    return expandWord(data, word, kind === "prefix" && word.length >= SHORTEST_PREFIX);
  }

  /** Find the pairs that begin with a character of a run, and the character itself. */
  async function expandCharacter(data, character) {
    const ranges = await readRanges(data, character, endOf(character));
    return takeTerms(ranges, (term) => (term.startsWith(character) ? EXACT : 0));
  }

  async function expandWord(data, word, isPrefix) {
    const stem = data.stem(word);
    const isVersion = /^\d+\.[\d.]+$/.test(word); // 1.2 is 1.2.3, too
    const beginning = word.length === 1 ? word : formPrefix(word, stem);
    const end = word.length === 1 ? word : endOf(beginning);
    return takeTerms(await readRanges(data, beginning, end), (term) => {
      if (term === word) return EXACT;
      if (term.startsWith(beginning) && data.stem(term) === stem) return FORM;
      if (isVersion && term.startsWith(`${word}.`)) return FORM;
      return isPrefix && term.startsWith(word) ? BEGINS : 0;
    });
  }

  /** Return those of some terms that the index has. */
  async function lookUp(data, terms, boost) {
    const found = await Promise.all(
      terms.map(async (term) => {
        const [range] = await readRanges(data, term, term);
        const place = range?.places.get(term);
        return place === undefined ? [] : [describeTerm(range, place, boost)];
      }),
    );
    return found.flat();
  }

  const endOf = (prefix) => `${prefix}\uffff`; // sorts after every term with this prefix

  /** Load the ranges that may hold terms from `first` to `last`, both included. */
  function readRanges({ manifest, read }, first, last) {
    const numbers = manifest.ranges.flatMap((bound, number) => {
      const next = manifest.ranges[number + 1];
      return bound <= last && (next === undefined || next > first) ? [number] : [];
    });
    return Promise.all(numbers.map((number) => read(`terms-${number}`, unpackRange)));
  }

  /** Give a range, as its file holds it, a map from each term to its place. */
  function unpackRange({ first, terms, postings }) {
    const list = terms.split(" ");
    return { first, list, postings, places: new Map(list.map((term, place) => [term, place])) };
  }

  /** Return the terms of some ranges whose boost is not 0. */
  function takeTerms(ranges, boostOf) {
    return ranges.flatMap((range) =>
      range.list.flatMap((term, place) => {
        const boost = boostOf(term);
        return boost > 0 ? [describeTerm(range, place, boost)] : [];
      }),
    );
  }

  function describeTerm({ first, list, postings }, place, boost) {
    const [texts, textWeights, titles = [], titleWeights = []] = postings[place];
    const fields = [
      { refs: addUp(texts), weights: textWeights },
      { refs: addUp(titles), weights: titleWeights },
    ];
    return { term: list[place], index: first + place, boost, fields };
  }

  /** Return each term once, with the sum of its boosts. */
  function mergeTerms(terms) {
    const merged = new Map();
    for (const term of terms) {
      const boost = term.boost + (merged.get(term.term)?.boost ?? 0);
      merged.set(term.term, { ...term, boost });
    }
    return [...merged.values()];
  }

  return { FIELDS, expandClause, mergeTerms };
})();
