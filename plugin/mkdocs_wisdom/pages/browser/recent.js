/** Recent searches, the latest first, in the browser's storage; where that is forbidden, none. */
const { readRecent, keepRecent, forgetRecent } = (() => {
  const KEY = "wisdom.recent";
  const MOST_RECENT = 8;

  function readRecent() {
    const kept = readKept(KEY);
    return Array.isArray(kept) ? kept.filter((query) => typeof query === "string") : [];
  }

  const readOthers = (query) => readRecent().filter((other) => other !== query);

  function keepRecent(query) {
    if (query) writeKept(KEY, [query, ...readOthers(query)].slice(0, MOST_RECENT));
  }

  function forgetRecent(query) {
    writeKept(KEY, readOthers(query));
  }

  return { readRecent, keepRecent, forgetRecent };
})();
