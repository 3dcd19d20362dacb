/** The summary of an answer in a sentence: the number of posts, and the words that they match. */
const { summarize } = (() => {
  const MOST_NAMED = 3; // words

  function summarize(words, query, { how, instead, cut, total }) {
    const say = (key, values) => words.say(`search_${key}`, { query, count: total, ...values });
    if (how === "none" || total === 0) return say("none");
    if (how === "some") return say("some");
    if (how === "similar") {
      const named = instead.slice(0, MOST_NAMED).map((word) => say("quoted", { word }));
      return say("similar", { words: words.list(named) });
    }
    return cut ? `${say("found")} ${say("cut")}` : say("found");
  }

  return { summarize };
})();
