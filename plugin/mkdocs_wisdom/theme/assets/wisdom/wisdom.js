/**
 * What the feed's pages do besides: dates in words, a post's link copied or shared, the words of a
 * search marked in the post it led to, a post by chance, and the keys that lead to the search.
 */
(() => {
  if (window.wisdomPages) return window.wisdomPages.mount(); // Material runs a page's scripts anew

  const DAY = 86_400_000; // ms
  const RECENT_DAYS = 7; // for so long a date is "3 days ago"

  /** Say of the last days how long ago they are; the date itself stays for those who point at it. */
  function relateDates() {
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", {
      numeric: "auto",
    });
    const today = new Date();
    for (const time of document.querySelectorAll("time.dt-published:not([title])")) {
      const [year, month, day] = time.dateTime.slice(0, 10).split("-").map(Number);
      const passed = Math.round(
        (new Date(today.getFullYear(), today.getMonth(), today.getDate()) -
          new Date(year, month - 1, day)) / DAY,
      );
      if (passed < 0 || passed >= RECENT_DAYS) continue;
      time.title = time.textContent;
      time.textContent = words.format(-passed, "day");
    }
  }

  function offerActions() {
    for (const actions of document.querySelectorAll(".wisdom-actions[hidden]")) {
      const link = new URL(actions.dataset.url, location.href).href;
      const [copy, share] = actions.querySelectorAll("button");
      copy.addEventListener("click", () => copyLink(copy, link));
      share.hidden = !navigator.share;
      share.addEventListener("click", () => {
        navigator.share({ title: actions.dataset.title, url: link }).catch(() => {}); // called off
      });
      actions.hidden = false;
    }
  }

  async function copyLink(button, link) {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(link);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Could not copy";
    }
    setTimeout(() => (button.textContent = before), 2000);
  }

  /** Mark in a post the words that `#marks=` of its address names. */
  async function markWords() {
    const text = document.querySelector(".wisdom--post .wisdom-text");
    const named = new URLSearchParams(location.hash.slice(1)).get("marks");
    const page = document.querySelector(".wisdom[data-engine]");
    if (!text || !named || !page || text.dataset.marked) return;
    text.dataset.marked = "yes";
    const engine = await loadEngine(new URL(page.dataset.engine, location.href).href);
    const terms = new Set(named.split(" "));
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const parts = engine.markText(node.data, terms, page.dataset.language);
      if (!parts.some(({ marked }) => marked)) continue;
      node.replaceWith(...parts.map(({ text: words, marked }) => (marked ? markOf(words) : words)));
    }
    if (text.querySelector("mark.wisdom-mark")) offerToClear(text);
  }

  function markOf(words) {
    const mark = document.createElement("mark");
    mark.className = "wisdom-mark";
    mark.textContent = words;
    return mark;
  }

  function offerToClear(text) {
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "wisdom-clear";
    clear.textContent = "Clear marks";
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

  /** Load the search's engine into the page, once. */
  async function loadEngine(address) {
    if (window.mkdocsWisdom?.engine) return window.mkdocsWisdom.engine;
    const script = document.createElement("script");
    script.src = address;
    return new Promise((resolve, reject) => {
      script.addEventListener("load", () => resolve(window.mkdocsWisdom.engine));
      script.addEventListener("error", () => reject(new Error(`${address}: not loaded`)));
      document.head.append(script);
    }).finally(() => script.remove());
  }

  function offerSurprise() {
    for (const button of document.querySelectorAll(".wisdom-surprise[hidden]")) {
      const { root } = document.querySelector(".wisdom-search")?.dataset ?? {};
      if (root === undefined) continue;
      button.addEventListener("click", async () => {
        const url = await window.wisdomSearch.random().catch(() => null);
        if (url !== null) location.assign(new URL(url, new URL(root, location.href)).href);
      });
      button.hidden = false;
    }
  }

  /**
   * `/` and Ctrl-K (⌘K) go to the feed's box, from a page without one to the feed. In Material, whose
   * own search has `f` and `s` besides, the event is taken before Material's listener sees it.
   */
  function goToSearch(event) {
    const page = document.querySelector(".wisdom");
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !typing;
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!page?.dataset.search || event.altKey || !(slash || k)) return;
    event.preventDefault();
    event.stopPropagation();
    const box = document.querySelector("#wisdom-query");
    if (!box) return location.assign(new URL(page.dataset.search, location.href).href);
    box.focus();
    box.select();
  }

  function mount() {
    relateDates();
    offerActions();
    offerSurprise();
    markWords().catch(() => {}); // without its marks a post is as good as ever
    if (location.hash === "#wisdom-query") document.querySelector("#wisdom-query")?.focus();
  }

  window.wisdomPages = { mount, loadEngine };
  document.addEventListener("keydown", goToSearch, { capture: true });
  window.addEventListener("hashchange", () => markWords().catch(() => {}));
  mount();
  window.document$?.subscribe(mount); // Material: a page was exchanged without a reload
})();
