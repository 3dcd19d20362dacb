/**
 * The search without the page: from what somebody types to the posts that match, in parts to show.
 * lunr and the way to fetch a file are passed in.
 */

import { cutSnippet, markText } from "./snippet.js";
import { createStemmer, cutWords } from "./words.js";

const VERSION = 1;

// What may still follow while an English word is typed. The index holds stems, so "whalin" begins
// none of its terms, but "whalin" + "g" has the stem "whale".
const ENDINGS = (
  "e s d g y n l t es ed er ly al le ng ss on nt ing ity ion ive ize ess ent ful ble " +
  "able ance ence ness ment tion ation"
).split(" ");

// A word as it stands outweighs the many that merely begin with it.
const EXACT_BOOST = 10;

/**
 * Say what a query wants: for each word the `term` it has in the index and, for the last one unless
 * a space follows it, the `prefix` and the `endings` that it may grow into.
 */
export function planQuery(query, language, stem) {
  const wanted = cutWords(query, language).map((word) => ({
    term: stem(word),
    prefix: null,
    endings: [],
    word,
  }));
  const last = wanted.at(-1);
  if (last && !/\s$/.test(query)) {
    last.prefix = last.word;
    if (language === "en" && last.word.length > 2) {
      const grown = new Set(ENDINGS.map((ending) => stem(last.word + ending)));
      last.endings = [...grown].filter((term) => !term.startsWith(last.word)).sort();
    }
  }
  return wanted.map(({ term, prefix, endings }) => ({ term, prefix, endings }));
}

/** List the lunr clauses of a plan: plain terms, and one with a wildcard for the prefix. */
export function listClauses(plan) {
  return plan.flatMap(({ term, prefix, endings }) => [
    { term, boost: EXACT_BOOST },
    ...endings.map((ending) => ({ term: ending, boost: 1 })),
    ...(prefix === null ? [] : [{ term: `${prefix}*`, boost: 1 }]),
  ]);
}

/**
 * Find posts: those with all words or, if there are none, those with some of them.
 *
 * lunr can require a clause, but not one clause or another, which the last word needs. So every
 * clause is optional, and what is required is read off the terms that lunr says it matched.
 *
 * @returns {{all: boolean, hits: {ref: string, score: number, terms: Set<string>}[]}}
 */
export function findPosts(index, plan) {
  if (plan.length === 0) return { all: true, hits: [] };
  const results = index.query((query) => {
    for (const clause of listClauses(plan)) query.clause({ ...clause, usePipeline: false });
  });
  const hits = results.map(({ ref, score, matchData }) => ({
    ref,
    score,
    terms: new Set(Object.keys(matchData.metadata)),
  }));
  const complete = hits.filter(({ terms }) => plan.every((wish) => isMet(wish, terms)));
  return complete.length > 0 ? { all: true, hits: complete } : { all: false, hits };
}

function isMet({ term, prefix, endings }, terms) {
  if (terms.has(term) || endings.some((ending) => terms.has(ending))) return true;
  return prefix !== null && [...terms].some((found) => found.startsWith(prefix));
}

/** Order hits by score, then the newest first. Scores are compared without their rounding noise. */
export function orderHits(hits) {
  const rounded = ({ score }) => Math.round(score * 1e6);
  const newest = (a, b) => (a < b ? 1 : a > b ? -1 : 0);
  return [...hits].sort(
    (a, b) => rounded(b) - rounded(a) || newest(a.date, b.date) || newest(a.ref, b.ref),
  );
}

/**
 * Open the search: a function that answers queries, and loads what it needs once, when it is
 * needed: the manifest, then the index, then the posts. What failed to load is tried again next
 * time. Only this function knows in how many files the index and the posts lie.
 *
 * @param {(name: string) => Promise<object>} fetchJson fetches a file of the search by its name
 * @param {() => Promise<object>} loadLunr
 */
export function openSearch(fetchJson, loadLunr) {
  const load = remember((name) => fetchJson(name));
  const lunrOnce = remember(() => loadLunr());
  const index = remember(async () => {
    const [lunr, manifest] = await Promise.all([lunrOnce(), readManifest()]);
    const shards = await Promise.all(manifest.index.map(address).map(load));
    return shards.length === 0 ? null : lunr.Index.load(shards[0]);
  });
  const posts = remember(async () => {
    const manifest = await readManifest();
    const lists = await Promise.all(manifest.posts.map(address).map(load));
    return new Map(lists.flat().map((post) => [post.ref, post]));
  });

  async function readManifest() {
    const manifest = await load("manifest.json");
    if (manifest.version === VERSION) return manifest;
    throw new Error(`search manifest: found version ${manifest.version}, expected ${VERSION}`);
  }

  /** Load all that the first answer needs. */
  async function prepare() {
    await Promise.all([index(), posts()]);
  }

  /** @returns {Promise<{all: boolean, hits: object[]}>} hits with url, date, title and snippet */
  async function answer(query) {
    const { language } = await readManifest();
    const stem = createStemmer(await lunrOnce(), language);
    const plan = planQuery(query, language, stem);
    const [whole, texts] = await Promise.all([index(), posts()]);
    if (whole === null) return { all: true, hits: [] };
    const { all, hits } = findPosts(whole, plan);
    const known = hits.filter(({ ref }) => texts.has(ref));
    const ordered = orderHits(known.map((hit) => ({ ...texts.get(hit.ref), ...hit })));
    return { all, hits: ordered.map((hit) => present(hit, language, stem)) };
  }

  return { prepare, answer };
}

/** Cut a hit's snippet and mark its title only when they are read: most hits are never shown. */
function present({ ref, url, date, score, title, text, terms }, language, stem) {
  return {
    ref,
    url,
    date,
    score,
    get title() {
      return markText(title, terms, language, stem);
    },
    get snippet() {
      return cutSnippet(text, terms, language, stem);
    },
  };
}

/** The address carries the digest, so that a browser's cache never mixes two versions. */
function address({ file, digest }) {
  return `${file}?${digest}`;
}

function remember(load) {
  const kept = new Map();
  return (key) => {
    if (!kept.has(key)) {
      const promise = load(key);
      kept.set(key, promise);
      promise.catch(() => kept.delete(key));
    }
    return kept.get(key);
  };
}
