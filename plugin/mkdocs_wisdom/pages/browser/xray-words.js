/** The words of a post, found in its page: the figures have them in order, without white space. */
const { alignWords, wrapWords } = (() => {
  /**
   * Find words in texts that have nothing else. For each text, the pieces `[from, to, word]` of it
   * that belong to a word, given by its number; null if the texts have other words. A straight
   * quotation mark or apostrophe may be shown as any character.
   */
  function alignWords(texts, words) {
    let word = 0;
    let place = 0; // in the word
    const found = texts.map((text) => {
      const pieces = [];
      for (let at = 0; at < text.length; at++) {
        if (/\s/.test(text[at])) continue;
        if (word >= words.length || !isShownAs(words[word][place], text[at])) return null;
        const last = pieces.at(-1);
        if (last?.[2] === word) last[1] = at + 1;
        else pieces.push([at, at + 1, word]);
        place += 1;
        if (place === words[word].length) [word, place] = [word + 1, 0];
      }
      return pieces;
    });
    return word === words.length && !found.includes(null) ? found : null;
  }

  const isShownAs = (own, shown) => own === shown || own === '"' || own === "'";

  /**
   * Wrap the words in an element's text, each into what `wrap` makes of its number and its text.
   * Returns false, and changes nothing, if the element has other words.
   */
  function wrapWords(element, words, wrap) {
    const nodes = findTextNodes(element);
    const found = alignWords(nodes.map((node) => node.data), words);
    if (found === null) return false;
    for (const [number, node] of nodes.entries()) {
      const { data } = node;
      const parts = [];
      let end = 0;
      for (const [from, to, word] of found[number]) {
        parts.push(data.slice(end, from), wrap(word, data.slice(from, to)));
        end = to;
      }
      if (parts.length > 0) node.replaceWith(...parts.filter((part) => part !== ""), data.slice(end));
    }
    return true;
  }

  return { alignWords, wrapWords };
})();
