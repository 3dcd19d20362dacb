/** Posts, by their number: sets of them, filtered by year, tag and phrase, and their content. */
const { unite, intersect, postsWith, filterPosts, keepPhrases, readPost } = (() => {
  const unite = (sets) => new Set(sets.flatMap((set) => [...set]));

  function intersect(a, b) {
    return new Set([...a].filter((item) => b.has(item)));
  }

  /** Return the posts that have one of the terms. */
  function postsWith(terms) {
    return new Set(terms.flatMap(({ fields }) => fields.flatMap(({ refs }) => refs)));
  }

  /** Keep the posts of a year and with a tag. Posts are numbered from the oldest. */
  async function filterPosts({ manifest, read }, posts, { year, tag }) {
    let kept = posts;
    if (year) {
      const at = manifest.years.findIndex(([number]) => number === Number(year));
      const [, from] = manifest.years[at] ?? [0, Infinity];
      const [, to] = manifest.years[at + 1] ?? [0, Infinity];
      kept = new Set([...kept].filter((ref) => at !== -1 && ref >= from && ref < to));
    }
    if (tag) {
      const tags = await read("tags");
      kept = intersect(kept, new Set(addUp(Object.hasOwn(tags, tag) ? tags[tag] : [])));
    }
    return kept;
  }

  /** Keep, in their order, the posts with every phrase in their title or text. */
  async function keepPhrases(data, refs, phrases) {
    const posts = await Promise.all(refs.map((ref) => readPost(data, ref)));
    const { language } = data.manifest;
    const kept = posts.filter(({ title, text }) => {
      const fields = [cutWords(title, language, true), cutWords(text, language, true)];
      return phrases.every((phrase) => fields.some((words) => holdsPhrase(words, phrase)));
    });
    return kept.map(({ ref }) => ref);
  }

  /** Whether words contain a phrase. In a run, a single character of it may be part of a pair. */
  function holdsPhrase(words, phrase) {
    const same = (found, word) =>
      found === word || (found !== undefined && isSingle(word) && found.includes(word));
    return words.some((_, at) => phrase.every((word, next) => same(words[at + next], word)));
  }

  async function readPost({ manifest, read }, ref) {
    const posts = await read(`posts-${Math.floor(ref / manifest.chunk)}`);
    const [url, title, date, tags, text] = posts[ref % manifest.chunk];
    return { ref, url, title, date, tags, text };
  }

  return { unite, intersect, postsWith, filterPosts, keepPhrases, readPost };
})();
