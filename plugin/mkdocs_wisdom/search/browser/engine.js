/** The engine: answers a query with the posts that match, in parts for a page to show. */
const { openSearch } = (() => {
  const MOST_PHRASE_POSTS = 200; // posts whose text is read to find a phrase

  /** @param {(name: string) => Promise<object>} load see `openData` */
  function openSearch(load) {
    const { open, withData } = openData(load);
    let latest = {}; // the posts of the latest query, for its next page of hits

    /** Load what every answer needs, and run all the code once: its first run is slow. */
    async function prepare() {
      const { manifest, stem } = await open();
      const fields = FIELDS.map(() => ({ refs: [0], weights: [1] }));
      scorePosts([{ term: stem("a"), index: 0, boost: 1, fields }], new Set([0]));
      for (const text of ["a b", "é 鲸鱼"]) cutSnippet(text, new Set(["a"]), manifest.language, 2);
    }

    /** Return the choices of the filters: years, newest first, and tags with their counts. */
    async function facets() {
      const { manifest } = await open();
      return { years: manifest.years.map(([year]) => year).reverse(), tags: manifest.tags };
    }

    /**
     * @param {{year?, tag?, order?: "relevance" | "date", from?: number, count?: number}} options
     * @returns {Promise<{how, instead, cut, total, hits}>} `how`: "all", "some", "similar" or "none";
     *   `instead`: the words that replaced misspelt ones where `how` is "similar"; `cut`: whether a
     *   phrase was looked for in only the first MOST_PHRASE_POSTS; `hits`: url, date, tags, title and
     *   snippet in parts, and the terms found
     */
    function answer(query, options = {}) {
      return withData(async (data) => {
        const { from = 0, count = 10, ...filters } = options;
        const key = JSON.stringify([query, filters.year, filters.tag, filters.order]);
        if (latest.key !== key || latest.data !== data) {
          latest = { key, data, found: await find(data, query, filters) };
        }
        const { how, instead, cut, refs, terms } = latest.found;
        const shown = refs.slice(from, from + count);
        const posts = await Promise.all(shown.map((ref) => readPost(data, ref)));
        const words = new Set(terms.map(({ term }) => term));
        const hits = posts.map((post) => describeHit(post, words, data.manifest.language));
        return { how, instead, cut, total: refs.length, hits };
      });
    }

    /** Return the address of a random post, or null if there is none. */
    function random() {
      return withData(async (data) => {
        const { count } = data.manifest;
        if (count === 0) return null;
        return (await readPost(data, Math.floor(Math.random() * count))).url;
      });
    }

    /** Return a score by post, for tests. */
    function scores(query, filters = {}) {
      return withData(async (data) => (await find(data, query, filters)).scores);
    }

    return { prepare, facets, answer, random, scores };
  }

  /**
   * Find the posts with all of a query's words; if there are none, those with some of the words; if
   * there are none either, those with words of a similar spelling.
   */
  async function find(data, query, filters) {
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

  function describeHit({ url, title, date, tags, text }, terms, language) {
    const found = new Set([...cutWords(title, language), ...cutWords(text, language)]);
    return {
      url,
      date,
      tags,
      title: markText(title, terms, language),
      snippet: cutSnippet(text, terms, language),
      terms: [...terms].filter((term) => found.has(term)),
    };
  }

  return { openSearch };
})();
