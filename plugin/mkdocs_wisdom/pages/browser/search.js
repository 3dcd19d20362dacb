/** The search of a page: sets up its box, and tells it when the address changes. */
(() => {
  const shared = (window.mkdocsWisdom ??= {});
  if (shared.search) return shared.search.mount(); // Material runs the scripts of each page it shows

  const boxes = new WeakMap(); // .wisdom-search -> SearchBox
  const findContainer = () => document.querySelector(".wisdom-search");

  function mount() {
    const container = findContainer();
    if (!container || boxes.has(container)) return;
    satisfyMkdocs();
    const box = new SearchBox(container);
    boxes.set(container, box);
    const { query, filters } = readAddress();
    box.searchFor(container.dataset.query ?? query, filters);
    openIfNamed();
  }

  /** Open the page's box; return whether it has one. */
  function open() {
    const box = boxes.get(findContainer());
    box?.open();
    return box !== undefined;
  }

  function openIfNamed() {
    if (location.hash === "#wisdom-query") open();
  }

  /**
   * MkDocs' own search (search/main.js of 1.6) answers any `?q=`, on every page. It fails where its
   * box or its list is missing, as on most pages of the readthedocs theme: give it hidden ones.
   */
  function satisfyMkdocs() {
    for (const [name, id] of [["input", "mkdocs-search-query"], ["div", "mkdocs-search-results"]]) {
      if (document.getElementById(id)) continue;
      const replacement = makeElement(name, "");
      replacement.id = id;
      replacement.hidden = true;
      document.body.append(replacement);
    }
  }

  shared.search = { mount, open };
  window.addEventListener("hashchange", openIfNamed);
  window.addEventListener("popstate", () => {
    const { query, filters } = readAddress();
    boxes.get(findContainer())?.searchFor(query, filters);
  });
  mount();
  window.document$?.subscribe(mount); // Material has shown another page without a reload
})();
