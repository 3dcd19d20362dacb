/**
 * The search box of the feed: `.wisdom-search`, as partials/search.html writes it.
 *
 * What is found replaces the feed below the box until the box is empty again. The query and its
 * filters stand in the address. Keys: the arrows through the hits, Enter to the first of them and
 * then into it, Escape back to the box and out of the search. `/` and Ctrl-K are in wisdom.js.
 */
(() => {
  if (window.wisdomSearch) return window.wisdomSearch.mount(); // Material runs a page's scripts anew

  const DELAY = 10; // ms without a key before the search runs: it spares what is pasted or deleted
  const QUIET = 700; // ms without news before a screen reader is told
  const AT_FIRST = 3; // hits shown while the others are still loading
  const AT_ONCE = 10; // hits shown at once
  const RECENT = "wisdom.recent"; // where the browser keeps what was searched for
  const MOST_RECENT = 8;
  const FILTERS = ["year", "tag", "order"];

  const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

  const loaded = new Promise((done) => {
    if (document.readyState === "complete") done();
    else window.addEventListener("load", done, { once: true });
  });
  const opened = new Map(); // manifest URL -> search: kept while Material exchanges pages
  const boxes = new WeakMap(); // .wisdom-search -> SearchBox

  class SearchBox {
    constructor(container) {
      const find = (selector) => container.querySelector(selector);
      this.container = container;
      this.form = find("form");
      this.input = find("input");
      this.filters = find(".wisdom-filters");
      this.recent = find(".wisdom-recent");
      this.said = find("#wisdom-found");
      this.live = find("[role=status]");
      this.list = find(".wisdom-hits");
      this.root = new URL(container.dataset.root, location.href);
      this.search = openOnce(container.dataset);
      this.turn = 0;
      this.listen();
    }

    listen() {
      this.form.hidden = false;
      this.form.addEventListener("submit", (event) => this.submit(event));
      this.input.addEventListener("focus", () => {
        this.search.prepare().catch(() => {});
        this.showRecent();
      });
      this.input.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.showRecent();
        this.timer = setTimeout(() => this.run(), this.query ? DELAY : 0);
      });
      this.filters.addEventListener("change", () => this.run());
      this.list.addEventListener("click", (event) => {
        if (event.target.closest("a")) keepRecent(this.query.trim());
      });
      this.container.addEventListener("keydown", (event) => this.press(event));
      this.container.addEventListener("focusout", (event) => {
        if (!this.container.contains(event.relatedTarget)) this.recent.hidden = true;
      });
    }

    get query() {
      return this.input.value.trim() ? this.input.value : "";
    }

    get links() {
      return [...this.list.querySelectorAll("a")];
    }

    /** The filters that are set. */
    get options() {
      const fields = FILTERS.map((name) => [name, this.form.elements[name].value]);
      return Object.fromEntries(fields.filter(([, value]) => value));
    }

    set options(options) {
      for (const name of FILTERS) this.form.elements[name].value = options[name] ?? "";
    }

    /** Search for what was not typed: the address has it. */
    async ask(query, options = {}) {
      if (query === this.query && !Object.keys(options).length) return;
      this.input.value = query;
      if (query) await this.offerFilters().catch(() => {});
      this.options = options;
      this.run();
    }

    /** Show what the box asks for. Only the last question counts, whatever comes back when. */
    async run() {
      clearTimeout(this.timer);
      const turn = ++this.turn;
      const query = this.query;
      const options = this.options;
      void writeAddress(query.trim(), query ? options : {});
      if (!query) return this.show("", null);
      this.container.setAttribute("aria-busy", "true");
      const ask = (count) => this.search.answer(query, { ...options, count });
      try {
        const { hits } = await ask(AT_FIRST);
        if (turn !== this.turn) return;
        this.list.replaceChildren(...this.draw(hits));
        if (hits.length > 0) this.hideFeed(true);
        const [answer] = await Promise.all([ask(AT_ONCE), this.offerFilters()]);
        if (turn === this.turn) this.show(describe(query.trim(), answer), answer);
      } catch {
        if (turn === this.turn) this.show("Search is not available right now.", null);
      }
    }

    /** Replace the feed by what was found; `null` leaves the feed where it is. */
    show(words, answer) {
      this.container.removeAttribute("aria-busy");
      this.said.textContent = words;
      clearTimeout(this.telling);
      this.telling = setTimeout(() => (this.live.textContent = words), words ? QUIET : 0);
      if (!answer) this.list.replaceChildren();
      const narrowed = Object.keys(this.options).length > 0;
      this.filters.hidden = !answer || (answer.total < 2 && !narrowed);
      if (answer) this.append(answer.hits.slice(this.links.length), answer.total);
      this.hideFeed(!!answer);
    }

    hideFeed(hidden) {
      for (let next = this.container; (next = next.nextElementSibling); ) next.hidden = hidden;
    }

    draw(hits) {
      return hits.map((hit) => drawHit(hit, this.root));
    }

    append(hits, total) {
      this.list.append(...this.draw(hits));
      const left = total - this.links.length;
      if (left <= 0) return;
      const more = draw("button", "wisdom-more", `Show more (${left})`);
      more.type = "button";
      more.addEventListener("click", () => this.more(more, total));
      this.list.append(draw("li", "wisdom-rest", more));
    }

    async more(button, total) {
      const turn = this.turn;
      const from = this.links.length;
      button.disabled = true;
      try {
        const options = { ...this.options, from, count: AT_ONCE };
        const { hits } = await this.search.answer(this.query, options);
        if (turn !== this.turn) return;
        button.parentElement.remove();
        this.append(hits, total);
        this.links[from]?.focus();
      } catch {
        button.disabled = false;
      }
    }

    /** Offer the years and tags that there are, once: where there is no choice, nothing. */
    async offerFilters() {
      if (this.offered) return;
      const { years, tags } = await this.search.facets();
      this.offered = true;
      this.offer("year", years.map((year) => [year, year]));
      this.offer("tag", tags.map(([tag, count]) => [tag, `${tag} (${count})`]));
    }

    offer(name, choices) {
      const field = this.form.elements[name];
      for (const [value, text] of choices) field.append(new Option(text, value));
      field.parentElement.hidden = choices.length < (name === "year" ? 2 : 1);
    }

    showRecent() {
      const kept = this.input.value === "" ? readRecent() : [];
      this.recent.hidden = kept.length === 0;
      this.recent.replaceChildren(...kept.map((query) => this.drawRecent(query)));
    }

    drawRecent(query) {
      const again = draw("button", "wisdom-again", query);
      const forget = draw("button", "wisdom-forget", "×");
      again.type = forget.type = "button";
      forget.setAttribute("aria-label", `Forget “${query}”`);
      again.addEventListener("click", () => {
        this.ask(query);
        this.input.focus();
      });
      forget.addEventListener("click", () => {
        writeRecent(readRecent().filter((other) => other !== query));
        this.input.focus();
        this.showRecent();
      });
      return draw("li", "", again, forget);
    }

    async submit(event) {
      event.preventDefault();
      keepRecent(this.query.trim());
      await this.run();
      this.links[0]?.focus();
    }

    press(event) {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (move && event.target instanceof HTMLSelectElement) return;
      if (move) this.move(event, move);
      else if (event.key === "Escape") this.leave(event);
    }

    move(event, by) {
      const again = [...this.recent.querySelectorAll(".wisdom-again")];
      const stops = [this.input, ...(this.recent.hidden ? [] : again), ...this.links];
      const next = stops[stops.indexOf(document.activeElement) + by];
      if (stops.length === 1 || !next) return;
      event.preventDefault();
      next.focus();
    }

    leave(event) {
      event.preventDefault();
      if (document.activeElement !== this.input) this.input.focus();
      else if (this.input.value === "") this.input.blur();
      else {
        this.input.value = "";
        this.options = {};
        this.run();
      }
    }
  }

  function describe(query, { how, instead, cut, total }) {
    const [posts, match, have] = total === 1 ? ["post", "matches", "has"] : ["posts", "match", "have"];
    if (how === "none" || total === 0) return `No posts match “${query}”.`;
    if (how === "some") return `No post has all of “${query}”; ${total} ${posts} ${have} some of it.`;
    if (how === "similar") {
      const words = instead.slice(0, 3).map((word) => `“${word}”`).join(" or ");
      return `Nothing for “${query}”. ${total} ${posts} ${match} ${words}.`;
    }
    return `${total} ${posts} ${match} “${query}”${cut ? " among the 200 that were read" : ""}.`;
  }

  function drawHit({ url, date, title, snippet, terms }, root) {
    const when = draw("time", "", DATE.format(new Date(`${date.slice(0, 10)}T00:00:00Z`)));
    when.dateTime = date;
    const link = draw("a", "wisdom-hit-date", when);
    const marks = new URLSearchParams({ marks: terms.join(" ") });
    link.href = `${new URL(url, root).href}#${marks}`;
    const hit = draw("li", "wisdom-hit", link);
    if (title.length > 0) hit.append(draw("strong", "wisdom-hit-title", ...title.map(drawPart)));
    if (snippet.length > 0) hit.append(draw("p", "wisdom-hit-text", ...snippet.map(drawPart)));
    return hit;
  }

  function drawPart({ text, marked }) {
    return marked ? draw("mark", "", text) : text;
  }

  function draw(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  function openOnce({ engine, manifest }) {
    const address = new URL(manifest, location.href).href;
    if (!opened.has(address)) {
      opened.set(address, openSearch(new URL(engine, location.href).href, address));
    }
    return opened.get(address);
  }

  /**
   * The engine's methods, done in a worker; in the page itself where there is none: files opened
   * from a folder, a policy that forbids workers.
   */
  function openSearch(engine, manifest) {
    const waiting = new Map(); // id -> {resolve, reject, again}
    let worker = null;
    let page = null;
    let asked = 0;

    function startWorker() {
      if (location.protocol === "file:") return null;
      try {
        const started = new Worker(engine);
        started.addEventListener("message", ({ data: { id, value, error } }) => {
          const { resolve, reject } = waiting.get(id);
          waiting.delete(id);
          if (error === undefined) resolve(value);
          else reject(new Error(error));
        });
        started.addEventListener("error", (event) => {
          event.preventDefault();
          worker = null;
          for (const { again } of waiting.values()) again();
          waiting.clear();
        });
        started.postMessage({ method: "open", args: [manifest] });
        return started;
      } catch {
        return null;
      }
    }

    async function callHere(method, args) {
      page ??= window.wisdomPages.loadEngine(engine).then((here) => here.openAt(manifest));
      page.catch(() => (page = null));
      return (await page)[method](...args);
    }

    function call(method, args) {
      if (asked === 0) worker = startWorker();
      const id = ++asked;
      if (worker === null) return callHere(method, args);
      return new Promise((resolve, reject) => {
        const again = () => callHere(method, args).then(resolve, reject);
        waiting.set(id, { resolve, reject, again });
        worker.postMessage({ id, method, args });
      });
    }

    const methods = ["prepare", "facets", "answer", "random"];
    return Object.fromEntries(methods.map((name) => [name, (...args) => call(name, args)]));
  }

  // A browser may forbid to keep anything: then nothing is kept.
  function readRecent() {
    try {
      const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
      return Array.isArray(kept) ? kept.filter((query) => typeof query === "string") : [];
    } catch {
      return [];
    }
  }

  function writeRecent(queries) {
    try {
      localStorage.setItem(RECENT, JSON.stringify(queries));
    } catch {
      // Nothing is kept.
    }
  }

  function keepRecent(query) {
    if (!query) return;
    const others = readRecent().filter((other) => other !== query);
    writeRecent([query, ...others].slice(0, MOST_RECENT));
  }

  function readAddress() {
    const { searchParams } = new URL(location.href);
    const options = FILTERS.flatMap((name) =>
      searchParams.has(name) ? [[name, searchParams.get(name)]] : [],
    );
    return [searchParams.get("q") ?? "", Object.fromEntries(options)];
  }

  /** Put a search into the address, but not before other scripts have looked for it: see query.js. */
  async function writeAddress(query, options) {
    await loaded;
    const address = new URL(location.href);
    const before = address.href;
    const wanted = { q: query, ...options };
    for (const name of ["q", ...FILTERS]) {
      if (wanted[name]) address.searchParams.set(name, wanted[name]);
      else address.searchParams.delete(name);
    }
    if (address.href !== before) history.replaceState(history.state, "", address);
  }

  /**
   * MkDocs' own search (search/main.js of 1.6) takes any `?q=` for its own, on every page, and fails
   * where its box and its list are missing, as on most pages of the readthedocs theme.
   */
  function satisfyMkdocs() {
    for (const [name, id] of [["input", "mkdocs-search-query"], ["div", "mkdocs-search-results"]]) {
      if (document.getElementById(id)) continue;
      const stand = draw(name, "");
      stand.id = id;
      stand.hidden = true;
      document.body.append(stand);
    }
  }

  function mount() {
    for (const container of document.querySelectorAll(".wisdom-search")) {
      if (boxes.has(container)) continue;
      satisfyMkdocs();
      const box = new SearchBox(container);
      boxes.set(container, box);
      const [query, options] = readAddress();
      box.ask(container.dataset.query ?? query, options);
    }
  }

  window.wisdomSearch = { mount, random: () => openHere()?.random() };

  function openHere() {
    const container = document.querySelector(".wisdom-search");
    return container ? openOnce(container.dataset) : null;
  }

  window.addEventListener("popstate", () => {
    boxes.get(document.querySelector(".wisdom-search"))?.ask(...readAddress());
  });
  mount();
  window.document$?.subscribe(mount); // Material: a page was exchanged without a reload
})();
