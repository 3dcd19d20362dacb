/**
 * The search box of the feed: `.wisdom-search`, as partials/search.html writes it.
 *
 * What is found replaces the feed below the box until the box is empty again. The query stands in
 * the address as `?q=`. Keys: `/` to the box, the arrows through the hits, Enter to the first of
 * them and then into it, Escape back to the box and out of the search.
 */

import { openSearch } from "./search.js";

const DELAY = 80; // ms without a key before the search runs
const AT_ONCE = 20; // hits shown at once

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const loaded = new Promise((done) => {
  if (document.readyState === "complete") done();
  else window.addEventListener("load", done, { once: true });
});
const opened = new Map(); // manifest URL -> search: kept while Material exchanges pages
const boxes = new WeakMap(); // .wisdom-search -> SearchBox

class SearchBox {
  constructor(container) {
    this.container = container;
    this.form = container.querySelector("form");
    this.input = container.querySelector("input");
    this.status = container.querySelector("[role=status]");
    this.list = container.querySelector(".wisdom-hits");
    this.root = new URL(container.dataset.root, location.href);
    this.search = openOnce(container.dataset);
    this.turn = 0;
    this.timer = 0;
    this.listen();
  }

  listen() {
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.input.addEventListener("focus", () => this.search.prepare().catch(() => {}));
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.run(), this.query ? DELAY : 0);
    });
    this.container.addEventListener("keydown", (event) => this.press(event));
  }

  get query() {
    return this.input.value.trim() ? this.input.value : "";
  }

  get links() {
    return [...this.list.querySelectorAll("a")];
  }

  /** Search for a text that was not typed: the address has it. */
  ask(query) {
    if (query === this.query) return;
    this.input.value = query;
    this.run();
  }

  /** Show what the box asks for. Only the last question counts, whatever comes back when. */
  async run() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const query = this.query;
    void writeQuery(query.trim());
    if (!query) return this.show("", []);
    this.container.setAttribute("aria-busy", "true");
    try {
      const { all, hits } = await this.search.answer(query);
      if (turn === this.turn) this.show(describe(query.trim(), all, hits.length), hits);
    } catch {
      if (turn === this.turn) this.show("Search is not available right now.", null);
    }
  }

  /** Replace the feed by hits; `null` leaves the feed where it is. */
  show(status, hits) {
    this.container.removeAttribute("aria-busy");
    this.status.textContent = status;
    this.list.replaceChildren();
    this.append(hits ?? [], 0);
    const searching = status !== "" && hits !== null;
    for (let next = this.container; (next = next.nextElementSibling); ) next.hidden = searching;
  }

  append(hits, from) {
    const to = from + AT_ONCE;
    this.list.append(...hits.slice(from, to).map((hit) => drawHit(hit, this.root)));
    if (hits.length <= to) return;
    const more = draw("button", "wisdom-more", `Show more (${hits.length - to})`);
    more.type = "button";
    more.addEventListener("click", () => {
      more.parentElement.remove();
      this.append(hits, to);
      this.links[to].focus();
    });
    this.list.append(draw("li", "wisdom-rest", more));
  }

  async submit(event) {
    event.preventDefault();
    await this.run();
    this.links[0]?.focus();
  }

  press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) this.move(event, move);
    else if (event.key === "Escape") this.leave(event);
  }

  move(event, by) {
    const stops = [this.input, ...this.links];
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
      this.run();
    }
  }
}

function describe(query, all, count) {
  if (count === 0) return `No posts match “${query}”.`;
  const [posts, match, have] = count === 1 ? ["post", "matches", "has"] : ["posts", "match", "have"];
  if (all) return `${count} ${posts} ${match} “${query}”.`;
  return `No post has all of “${query}”; ${count} ${posts} ${have} some of it.`;
}

function drawHit({ url, date, title, snippet }, root) {
  const when = draw("time", "", DATE.format(new Date(`${date.slice(0, 10)}T00:00:00Z`)));
  when.dateTime = date;
  const link = draw("a", "wisdom-hit-date", when);
  link.href = new URL(url, root).href;
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

function openOnce({ manifest, lunr }) {
  const base = new URL(manifest, location.href).href;
  const script = new URL(lunr, location.href).href;
  if (!opened.has(base)) {
    opened.set(base, openSearch((name) => fetchJson(new URL(name, base)), () => loadLunr(script)));
  }
  return opened.get(base);
}

/** The manifest is always asked for anew; the other files carry their version in the address. */
async function fetchJson(address) {
  const response = await fetch(address, { cache: address.search ? "default" : "no-cache" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/** lunr.js is no module: it leaves a global, which is taken and the former one put back. */
function loadLunr(address) {
  const former = window.lunr;
  const script = draw("script", "");
  script.src = address;
  return new Promise((resolve, reject) => {
    script.addEventListener("error", () => reject(new Error(`${address}: not loaded`)));
    script.addEventListener("load", () => {
      const { lunr } = window;
      if (former) window.lunr = former;
      else delete window.lunr;
      if (lunr?.Index) resolve(lunr);
      else reject(new Error(`${address}: holds no lunr`));
    });
    document.head.append(script);
  }).finally(() => script.remove());
}

function readQuery() {
  return new URL(location.href).searchParams.get("q") ?? "";
}

/** Put a query into the address, but not before other scripts have looked for it: see query.js. */
async function writeQuery(query) {
  await loaded;
  const address = new URL(location.href);
  if ((address.searchParams.get("q") ?? "") === query) return;
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
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
    box.ask(container.dataset.query ?? readQuery());
  }
}

/**
 * `/` goes to the feed's box where there is one, also in Material, whose own search has `f` and `s`
 * besides: the event is taken before Material's listener sees it.
 */
function goToBox(event) {
  const box = boxes.get(document.querySelector(".wisdom-search"));
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (!box || typing || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  box.input.focus();
  box.input.select();
}

document.addEventListener("keydown", goToBox, { capture: true });
window.addEventListener("popstate", () => {
  boxes.get(document.querySelector(".wisdom-search"))?.ask(readQuery());
});
mount();
window.document$?.subscribe(mount); // Material: a page was exchanged without a reload
