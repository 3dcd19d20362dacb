/** The summary of an answer in a sentence: the number of posts, and the words that they match. */
const { summarize } = (() => {
  function summarize(query, { how, instead, cut, total }) {
    const [posts, match, have] = total === 1 ? ["post", "matches", "has"] : ["posts", "match", "have"];
    if (how === "none" || total === 0) return `No posts match “${query}”.`;
    if (how === "some") return `No post has all of “${query}”; ${total} ${posts} ${have} some of it.`;
    if (how === "similar") {
      const words = instead.slice(0, 3).map((word) => `“${word}”`).join(" or ");
      return `Nothing for “${query}”. ${total} ${posts} ${match} ${words}.`;
    }
    return `${total} ${posts} ${match} “${query}”${cut ? " among the 200 that were read" : ""}.`;
  }

  return { summarize };
})();
