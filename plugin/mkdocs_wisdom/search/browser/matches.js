/** Matches: the posts that match a query and pass the filters, scored and in order. */
const { findMatches } = (() => {
  const MOST_PHRASE_POSTS = 200; // posts whose text is read to find a phrase
  const NONE = { how: "none", instead: [], refs: [], scores: new Map(), terms: [], cut: false };

  /**
   * Find the posts with all of a query's words; if there are none, those with all words where those
   * that no post has are corrected; if there are none either, those with some of the words.
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
    if (phrases.length > 0) return NONE;
    const similar = await findCorrected(data, clauses, expanded, filters);
    if (similar.refs.length > 0) return similar;
    const loose = await choose(data, expanded.flat(), unite(sets), [], filters);
    return loose.refs.length > 0 ? { how: "some", instead: [], ...loose } : NONE;
  }

  /** Find the posts with all words, where those that no post has are corrected. */
  async function findCorrected(data, clauses, expanded, filters) {
    const known = expanded.filter((terms) => terms.length > 0);
    const corrected = await correct(data, clauses.filter((_, at) => expanded[at].length === 0));
    if (corrected.length === 0) return NONE;
    const meant = await Promise.all(corrected.map((clause) => expandClause(data, clause)));
    const groups = [...known, ...meant];
    const sets = groups.map(postsWith);
    const all = sets.reduce(intersect);
    const posts = all.size === 0 && known.length === 0 ? unite(sets) : all;
    const chosen = await choose(data, groups.flat(), posts, [], filters);
    return { how: "similar", instead: corrected.flatMap(({ instead }) => instead), ...chosen };
  }

  /** Return clauses that mean instead what the misspelt words of some clauses may mean. */
  async function correct(data, clauses) {
    const canCorrect = ({ word, kind }) => kind !== "pattern" && !isRun(word) && allowedEdits(word);
    const words = clauses.filter(canCorrect);
    if (words.length === 0) return [];
    const lexicon = await readLexicon(data);
    return words.flatMap((clause) => {
      const similar = findSimilar(clause.word, lexicon);
      const meanings = similar.length > 0 ? [similar] : findParts(clause.word, lexicon);
      return meanings.map((instead) => ({ ...clause, instead }));
    });
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
