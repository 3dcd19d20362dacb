/** Matches: the posts that match a query and pass the filters, scored and in order. */
const { findMatches } = (() => {
  const MOST_PHRASE_POSTS = 200; // posts whose text is read to find a phrase

  /**
   * Find the posts with all of a query's words; if there are none, those with some of the words; if
   * there are none either, those with words of a similar spelling.
   *
   * @returns {Promise<{how, instead, cut, refs, scores, terms}>} `how`, `instead` and `cut` as in an
   *   answer of the engine; `refs`: the posts in order; `scores`: a score by post; `terms`: the terms
   *   that the query means
   */
  async function findMatches(data, query, filters) {
    const { clauses, phrases } = parseQuery(query, data.manifest.language);
    const expanded = await Promise.all(clauses.map((clause) => expandClause(data, clause)));
    const sets = expanded.map(postsWith);
    const all = sets.length > 0 ? sets.reduce(intersect) : new Set();
    const strict = await choose(data, expanded.flat(), all, phrases, filters);
    if (strict.refs.length > 0) return { how: "all", instead: [], ...strict };
    const some = unite(sets);
    if (phrases.length === 0 && some.size > 0) {
      const loose = await choose(data, expanded.flat(), some, [], filters);
      return { how: loose.refs.length > 0 ? "some" : "none", instead: [], ...loose };
    }
    return findMisspelt(data, clauses, phrases, filters);
  }

  async function findMisspelt(data, clauses, phrases, filters) {
    const none = { how: "none", instead: [], refs: [], scores: new Map(), terms: [], cut: false };
    const canCorrect = ({ word, kind }) => kind !== "pattern" && !isRun(word) && allowedEdits(word);
    if (phrases.length > 0 || !clauses.some(canCorrect)) return none;
    const lexicon = await readLexicon(data);
    const corrected = clauses
      .filter(canCorrect)
      .map((clause) => ({ ...clause, instead: findSimilar(clause.word, lexicon) }))
      .filter(({ instead }) => instead.length > 0);
    const expanded = await Promise.all(corrected.map((clause) => expandClause(data, clause)));
    const sets = expanded.map(postsWith);
    if (sets.length === 0) return none;
    const all = sets.reduce(intersect);
    const chosen = await choose(data, expanded.flat(), all.size > 0 ? all : unite(sets), [], filters);
    if (chosen.refs.length === 0) return none;
    return { how: "similar", instead: corrected.flatMap(({ instead }) => instead), ...chosen };
  }

  /** Order those of some posts that have the phrases and pass the filters. */
  async function choose(data, expanded, posts, phrases, filters) {
    const terms = mergeTerms(expanded);
    const kept = await filterPosts(data, posts, filters);
    const scores = kept.size > 0 ? scorePosts(terms, kept) : new Map();
    const ordered = orderPosts(scores, filters.order);
    if (phrases.length === 0) return { refs: ordered, scores, terms, cut: false };
    const refs = await keepPhrases(data, ordered.slice(0, MOST_PHRASE_POSTS), phrases);
    return { refs, scores, terms, cut: ordered.length > MOST_PHRASE_POSTS };
  }

  return { findMatches };
})();
