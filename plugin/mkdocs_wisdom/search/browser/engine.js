/**
 * The search without the page: from what somebody types to the posts that match, in parts to show.
 * Runs in a worker, or in the page where there can be none. `lunr` is lunr.js, which scores.
 */

const { openSearch } = (() => {
  const VERSION = 2;
  const FIELDS = ["text", "title"];

  // What a term counts for: the word as it was typed, another form of it, a word that begins so.
  const EXACT = 10;
  const FORM = 5;
  const BEGINS = 1;

  const SHORTEST_PREFIX = 2; // letters; a single one would ask for too much of the index
  const MOST_TERMS = 50; // that a wildcard or a misspelt word stands for
  const MOST_TEXTS = 200; // that are read to find a phrase

  /**
   * Read a query: words, wildcards and phrases.
   *
   * @returns {{wishes: {word, kind}[], phrases: string[][]}} `kind` is "word", "prefix" for the last
   *   word unless a space follows it, or "pattern" for one with a `*` that is not at its end
   */
  function readQuery(query, language) {
    const phrases = [];
    const loose = query
      .replace(/[“”„‟«»＂]/g, '"')
      .replace(/"([^"]*)"/g, (_, inside) => {
        const words = cutWords(inside, language, true);
        if (words.length > 0) phrases.push(words);
        return " ";
      });
    const wishes = phrases.flat().map((word) => ({ word, kind: "word" }));
    for (const piece of loose.split(/\s+/)) {
      const parts = piece.split("*").map((part) => cutWords(part, language, true));
      const pattern = parts.map(([word = ""]) => word).join("*").replace(/\*+/g, "*");
      if (parts.some((words) => words.length > 1) || !/[^*]\*|\*[^*]/.test(pattern)) {
        wishes.push(...parts.flat().map((word) => ({ word, kind: "word" })));
      } else if (/^[^*]+\*$/.test(pattern)) {
        wishes.push({ word: pattern.slice(0, -1), kind: "prefix" });
      } else {
        wishes.push({ word: pattern, kind: "pattern" });
      }
    }
    const last = wishes.at(-1);
    const typing = /[\p{L}\p{M}\p{N}'’ʼ]$/u.test(query);
    if (last?.kind === "word" && typing) last.kind = "prefix";
    return { wishes, phrases };
  }

  /** Return the function that says what the forms of a word have in common. */
  function createStemmer(language) {
    if (language === "en") return (word) => lunr.stemmer(new lunr.Token(word)).toString();
    const stem = lunr[language]?.stemmer;
    return stem ? (word) => stem(new lunr.Token(word)).toString() : (word) => word;
  }

  function sharedBeginning(a, b) {
    let length = 0;
    while (length < a.length && a[length] === b[length]) length += 1;
    return a.slice(0, length);
  }

  /** How a word's forms all begin; a letter less than its stem does, for `happy` and `happi`. */
  function reachOf(word, stem) {
    const shared = sharedBeginning(word, stem);
    return shared.length > 2 ? shared.slice(0, -1) : shared;
  }

  /** Edits (a letter more, less, other, or two exchanged) between two words, or Infinity over `most`. */
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

  const allowedEdits = (word) => (word.length < 4 ? 0 : word.length < 7 ? 1 : 2);

  /** The terms that a misspelt word may mean: those with the fewest edits. */
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

  function findMatching(pattern, lexicon) {
    const expression = new RegExp(`^${pattern.split("*").join(".*")}$`, "u");
    return lexicon.filter((term) => expression.test(term)).slice(0, MOST_TERMS);
  }

  /** A range of terms as it comes from its file, with a map from term to its place. */
  function unpackRange({ first, terms, postings }) {
    const list = terms.split(" ");
    return { first, list, postings, places: new Map(list.map((term, place) => [term, place])) };
  }

  function addUp(differences) {
    let sum = 0;
    return differences.map((difference) => (sum += difference));
  }

  const unite = (sets) => new Set(sets.flatMap((set) => [...set]));

  function intersect(a, b) {
    return new Set([...a].filter((item) => b.has(item)));
  }

  /**
   * Let lunr score posts: an index of the terms that are asked for, as `lunr.Index.load` reads it,
   * with the weights of the whole one. A score is the sum over the query's terms, so terms that
   * nobody asks for change none.
   *
   * @param {{term, index, boost, fields}[]} asked
   * @param {Set<number>} posts the ones to score
   * @returns {Map<number, number>} scores
   */
  function score(asked, posts) {
    const vectors = new Map();
    const invertedIndex = [];
    for (const { term, index, fields } of [...asked].sort((a, b) => a.index - b.index)) {
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
      for (const { term, boost } of asked) query.clause({ term, boost, usePipeline: false });
    });
    return new Map(results.map(({ ref, score: value }) => [Number(ref), value]));
  }

  const isSingle = (word) => isRun(word) && [...word].length === 1;

  /** Whether the words stand side by side in a text; a single character of a run is part of pairs. */
  function holdsPhrase(words, phrase) {
    const same = (found, word) =>
      found === word || (found !== undefined && isSingle(word) && found.includes(word));
    return words.some((_, at) => phrase.every((word, next) => same(words[at + next], word)));
  }

  /**
   * Open a search.
   *
   * @param {(name: string) => Promise<object>} load gives a data file's content by its name;
   *   `manifest` is always asked for anew
   */
  function openSearch(load) {
    let opened = null; // promise of {manifest, read, stem}: one version of the data
    let latest = { key: null, found: null };

    function open() {
      if (opened === null) {
        const opening = (opened = openNewest());
        opening.catch(() => {
          if (opened === opening) opened = null;
        });
      }
      return opened;
    }

    async function openNewest() {
      const manifest = await load("manifest");
      if (manifest?.version !== VERSION) {
        throw new Error(`search: found version ${manifest?.version}, expected ${VERSION}`);
      }
      const kept = new Map();
      const read = (name, unpack = (content) => content) => {
        if (!kept.has(name)) {
          const promise = load(`${manifest.folder}/${name}`).then(unpack);
          kept.set(name, promise);
          promise.catch(() => kept.delete(name));
        }
        return kept.get(name);
      };
      return { manifest, read, stem: createStemmer(manifest.language) };
    }

    /** Do something with the data; where a file of it is gone, once more with the newest data. */
    async function withData(task) {
      const data = await open();
      try {
        return await task(data);
      } catch (error) {
        opened = null;
        latest = { key: null, found: null };
        const newest = await open();
        if (newest.manifest.folder === data.manifest.folder) throw error;
        return task(newest);
      }
    }

    /** The ranges that hold terms which begin so, or the one that would hold exactly this. */
    function readRanges({ manifest, read }, beginning, exactly = false) {
      const last = exactly ? beginning : `${beginning}\uffff`;
      const numbers = manifest.ranges.flatMap((bound, number) => {
        const next = manifest.ranges[number + 1];
        return bound <= last && (next === undefined || next > beginning) ? [number] : [];
      });
      return Promise.all(numbers.map((number) => read(`terms-${number}`, unpackRange)));
    }

    const readLexicon = ({ read }) => read("lexicon", (terms) => terms.split(" "));

    function describeTerm({ first, list, postings }, place, boost) {
      const [texts, textWeights, titles = [], titleWeights = []] = postings[place];
      const fields = [
        { refs: addUp(texts), weights: textWeights },
        { refs: addUp(titles), weights: titleWeights },
      ];
      return { term: list[place], index: first + place, boost, fields };
    }

    async function lookUp(data, terms, boost) {
      const found = await Promise.all(
        terms.map(async (term) => {
          const [range] = await readRanges(data, term, true);
          const place = range?.places.get(term);
          return place === undefined ? [] : [describeTerm(range, place, boost)];
        }),
      );
      return found.flat();
    }

    /** The terms that a wish stands for, each with its boost. */
    async function grant(data, { word, kind, instead }) {
      if (instead) return lookUp(data, instead, FORM);
      if (kind === "pattern") {
        return lookUp(data, findMatching(word, await readLexicon(data)), FORM);
      }
      const single = isSingle(word);
      const begins = single || (kind === "prefix" && !isRun(word) && word.length >= SHORTEST_PREFIX);
      if (isRun(word) && !single) return lookUp(data, [word], EXACT);
      const stem = data.stem(word);
      const reach = single || word.length === 1 ? word : reachOf(word, stem);
      const ranges = await readRanges(data, reach, word.length === 1 && !single);
      const boostOf = (term) => {
        if (term === word) return EXACT;
        if (single) return term.startsWith(word) ? EXACT : 0;
        if (term.startsWith(reach) && data.stem(term) === stem) return FORM;
        return begins && term.startsWith(word) ? BEGINS : 0;
      };
      return ranges.flatMap((range) =>
        range.list.flatMap((term, place) => {
          const boost = boostOf(term);
          return boost > 0 ? [describeTerm(range, place, boost)] : [];
        }),
      );
    }

    /** The posts that have one of the terms. */
    function holders(terms) {
      return new Set(terms.flatMap(({ fields }) => fields.flatMap(({ refs }) => refs)));
    }

    async function restrict(data, posts, { year, tag }) {
      let kept = posts;
      if (year) {
        const at = data.manifest.years.findIndex(([number]) => number === Number(year));
        const [, from] = data.manifest.years[at] ?? [0, Infinity];
        const [, to] = data.manifest.years[at + 1] ?? [0, Infinity];
        kept = new Set([...kept].filter((ref) => at !== -1 && ref >= from && ref < to));
      }
      if (tag) {
        const tags = await data.read("tags");
        kept = intersect(kept, new Set(addUp(Object.hasOwn(tags, tag) ? tags[tag] : [])));
      }
      return kept;
    }

    async function readPost({ manifest, read }, ref) {
      const posts = await read(`posts-${Math.floor(ref / manifest.chunk)}`);
      const [url, title, date, tags, text] = posts[ref % manifest.chunk];
      return { ref, url, title, date, tags, text };
    }

    /** Of posts in their order, those with all phrases in their title or text. */
    async function keepPhrases(data, refs, phrases) {
      const read = refs.slice(0, MOST_TEXTS);
      const posts = await Promise.all(read.map((ref) => readPost(data, ref)));
      const { language } = data.manifest;
      const kept = posts.filter(({ title, text }) => {
        const fields = [cutWords(title, language, true), cutWords(text, language, true)];
        return phrases.every((phrase) => fields.some((words) => holdsPhrase(words, phrase)));
      });
      return kept.map(({ ref }) => ref);
    }

    /** Order by score, then the newest first; scores are compared without their rounding noise. */
    function order(scores, by) {
      const rounded = (ref) => Math.round(scores.get(ref) * 1e6);
      const newest = (a, b) => b - a;
      const best = (a, b) => rounded(b) - rounded(a) || newest(a, b);
      return [...scores.keys()].sort(by === "date" ? newest : best);
    }

    /**
     * Find posts: those with all words or, if there are none, those with some of them or, if there
     * are none either, those with words that are spelt nearly so.
     */
    async function find(data, query, filters) {
      const { wishes, phrases } = readQuery(query, data.manifest.language);
      const granted = await Promise.all(wishes.map((wish) => grant(data, wish)));
      const sets = granted.map(holders);
      const all = sets.length > 0 ? sets.reduce(intersect) : new Set();
      const strict = await choose(data, granted.flat(), all, phrases, filters);
      if (strict.refs.length > 0) return { how: "all", instead: [], ...strict };
      const some = unite(sets);
      if (phrases.length === 0 && some.size > 0) {
        const loose = await choose(data, granted.flat(), some, [], filters);
        return { how: loose.refs.length > 0 ? "some" : "none", instead: [], ...loose };
      }
      return findNearly(data, wishes, phrases, filters);
    }

    async function findNearly(data, wishes, phrases, filters) {
      const none = { how: "none", instead: [], refs: [], scores: new Map(), terms: [], cut: false };
      const guessable = ({ word, kind }) => kind !== "pattern" && !isRun(word) && allowedEdits(word);
      if (phrases.length > 0 || !wishes.some(guessable)) return none;
      const lexicon = await readLexicon(data);
      const guesses = wishes
        .filter(guessable)
        .map((wish) => ({ ...wish, instead: findSimilar(wish.word, lexicon) }))
        .filter(({ instead }) => instead.length > 0);
      const granted = await Promise.all(guesses.map((guess) => grant(data, guess)));
      const sets = granted.map(holders);
      if (sets.length === 0) return none;
      const together = sets.reduce(intersect);
      const posts = together.size > 0 ? together : unite(sets);
      const chosen = await choose(data, granted.flat(), posts, [], filters);
      if (chosen.refs.length === 0) return none;
      return { how: "similar", instead: guesses.flatMap(({ instead }) => instead), ...chosen };
    }

    async function choose(data, granted, posts, phrases, filters) {
      const terms = [...mergeTerms(granted).values()];
      const kept = await restrict(data, posts, filters);
      const scores = kept.size > 0 ? score(terms, kept) : new Map();
      const refs = order(scores, filters.order);
      if (phrases.length === 0) return { refs, scores, terms, cut: false };
      const cut = refs.length > MOST_TEXTS;
      return { refs: await keepPhrases(data, refs, phrases), scores, terms, cut };
    }

    /** One entry for each term, with the boosts of all that ask for it. */
    function mergeTerms(granted) {
      const merged = new Map();
      for (const term of granted) {
        const boost = term.boost + (merged.get(term.term)?.boost ?? 0);
        merged.set(term.term, { ...term, boost });
      }
      return merged;
    }

    /** Load what every answer needs, and do everything once, for the first time is slow. */
    async function prepare() {
      const { manifest, stem } = await open();
      const fields = FIELDS.map(() => ({ refs: [0], weights: [1] }));
      score([{ term: stem("a"), index: 0, boost: 1, fields }], new Set([0]));
      for (const text of ["a b", "é 鲸鱼"]) cutSnippet(text, new Set(["a"]), manifest.language, 2);
    }

    /** What answers can be restricted to: years, newest first, and tags with their counts. */
    async function facets() {
      const { manifest } = await open();
      return { years: manifest.years.map(([year]) => year).reverse(), tags: manifest.tags };
    }

    /**
     * @param {{year?, tag?, order?: "relevance" | "date", from?: number, count?: number}} options
     * @returns {Promise<{how, instead, cut, total, hits}>} `how`: "all", "some", "similar" or "none";
     *   `instead`: the words searched for where `how` is "similar"; `cut`: whether there are more
     *   posts than were looked through for a phrase; hits with url, date, tags, title and snippet in
     *   parts, and the terms found
     */
    function answer(query, options = {}) {
      return withData(async (data) => {
        const { from = 0, count = 10, ...filters } = options;
        const key = JSON.stringify([query, filters.year, filters.tag, filters.order]);
        if (latest.key !== key) latest = { key, found: await find(data, query, filters) };
        const { how, instead, cut, refs, terms } = latest.found;
        const shown = refs.slice(from, from + count);
        const posts = await Promise.all(shown.map((ref) => readPost(data, ref)));
        const words = new Set(terms.map(({ term }) => term));
        const hits = posts.map((post) => present(post, words, data.manifest.language));
        return { how, instead, cut, total: refs.length, hits };
      });
    }

    function present({ url, title, date, tags, text }, terms, language) {
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

    /** The address of any post; null where there is none. */
    function random() {
      return withData(async (data) => {
        const { count } = data.manifest;
        if (count === 0) return null;
        return (await readPost(data, Math.floor(Math.random() * count))).url;
      });
    }

    /** Ids and scores, for tests. */
    async function scores(query, filters = {}) {
      return withData(async (data) => (await find(data, query, filters)).scores);
    }

    return { prepare, facets, answer, random, scores };
  }

  return { openSearch };
})();
