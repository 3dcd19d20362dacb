/** Recent searches, the latest first, in the browser's storage; where that is forbidden, none. */
const { readRecent, keepRecent, forgetRecent } = (() => {
  const KEY = "wisdom.recent";
  const MOST_RECENT = 8;

  function readRecent() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter((query) => typeof query === "string") : [];
    } catch {
      return [];
    }
  }

  function writeRecent(queries) {
    try {
      localStorage.setItem(KEY, JSON.stringify(queries));
    } catch {
      // Forbidden, or full.
    }
  }

  const readOthers = (query) => readRecent().filter((other) => other !== query);

  function keepRecent(query) {
    if (query) writeRecent([query, ...readOthers(query)].slice(0, MOST_RECENT));
  }

  function forgetRecent(query) {
    writeRecent(readOthers(query));
  }

  return { readRecent, keepRecent, forgetRecent };
})();
