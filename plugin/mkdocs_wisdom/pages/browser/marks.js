/** Marks, in a post, of the words that a search found: `#marks=` in the address names them. */
const { markWords } = (() => {
  async function markWords() {
    const text = document.querySelector(".wisdom--post .wisdom-text");
    const named = new URLSearchParams(location.hash.slice(1)).get("marks");
    const page = document.querySelector(".wisdom[data-engine]");
    if (!text || !named || !page || text.dataset.marked) return;
    text.dataset.marked = "yes";
    const engine = await loadEngine(new URL(page.dataset.engine, location.href).href);
    const terms = new Set(named.split(" "));
    for (const node of findTextNodes(text)) {
      const parts = engine.markText(node.data, terms, page.dataset.language);
      if (parts.some(({ marked }) => marked)) node.replaceWith(...makeParts(parts, "wisdom-mark"));
    }
    if (text.querySelector("mark.wisdom-mark")) offerToClear(text);
  }

  function offerToClear(text) {
    const clear = makeElement("button", "wisdom-clear", text.dataset.clear);
    clear.type = "button";
    clear.addEventListener("click", () => {
      for (const mark of text.querySelectorAll("mark.wisdom-mark")) {
        mark.replaceWith(...mark.childNodes);
      }
      text.normalize();
      clear.remove();
      history.replaceState(history.state, "", location.pathname + location.search);
    });
    text.before(clear);
  }

  return { markWords };
})();
