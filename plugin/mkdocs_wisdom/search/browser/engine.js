/** The engine: answers a query with the posts that match, in parts for a page to show. */
const { openSearch } = (() => {
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
     *   phrase was looked for in only the first MOST_PHRASE_POSTS (of matches.js); `hits`: url, date,
     *   tags, title and snippet in parts, and the terms found
     */
    function answer(query, options = {}) {
      return withData(async (data) => {
        const { from = 0, count = 10, ...filters } = options;
        const key = JSON.stringify([query, filters.year, filters.tag, filters.order]);
        if (latest.key !== key || latest.data !== data) {
          latest = { key, data, found: await findMatches(data, query, filters) };
        }
        const { how, instead, cut, refs, terms } = latest.found;
        const shown = refs.slice(from, from + count);
        const posts = await Promise.all(shown.map((ref) => readPost(data, ref)));
        const words = new Set(terms.map(({ term }) => term));
        const hits = posts.map((post) => describeHit(post, words, data.manifest.language));
        return { how, instead, cut, total: refs.length, hits };
      });
    }

    return { prepare, facets, answer };
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
