/** Scores of posts, by lunr.js, and the order of posts. */
const { scorePosts, orderPosts } = (() => {
  /**
   * Score posts with an index of a query's terms only, in the form that `lunr.Index.load` reads, and
   * with the weights of the whole index. A score is a sum over the query's terms, so the terms that
   * are left out change no score.
   *
   * @param {{term, index, boost, fields}[]} terms
   * @param {Set<number>} posts
   * @returns {Map<number, number>} a score by post
   */
  function scorePosts(terms, posts) {
    const vectors = new Map();
    const invertedIndex = [];
    for (const { term, index, fields } of [...terms].sort((a, b) => a.index - b.index)) {
      const entry = { _index: index };
      FIELDS.forEach((field, at) => {
        entry[field] = {};
        const { refs, weights } = fields[at];
        refs.forEach((ref, place) => {
          if (!posts.has(ref)) return;
          entry[field][ref] = {};
          const key = `${field}/${ref}`;
          if (!vectors.has(key)) vectors.set(key, []);
          vectors.get(key).push(index, weights[place] / 1000);
        });
      });
      invertedIndex.push([term, entry]);
    }
    const index = lunr.Index.load({
      version: lunr.version,
      fields: FIELDS,
      fieldVectors: [...vectors],
      invertedIndex,
      pipeline: [],
    });
    const results = index.query((query) => {
      for (const { term, boost } of terms) query.clause({ term, boost, usePipeline: false });
    });
    return new Map(results.map(({ ref, score }) => [Number(ref), score]));
  }

  /**
   * Order posts by "date", or by score and then by date; the newest come first. Scores are rounded,
   * so that their rounding noise decides nothing.
   */
  function orderPosts(scores, by) {
    const rounded = (ref) => Math.round(scores.get(ref) * 1e6);
    const newest = (a, b) => b - a;
    const best = (a, b) => rounded(b) - rounded(a) || newest(a, b);
    return [...scores.keys()].sort(by === "date" ? newest : best);
  }

  return { scorePosts, orderPosts };
})();
