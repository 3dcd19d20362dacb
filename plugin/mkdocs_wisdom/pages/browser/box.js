/**
 * The search box, `.wisdom-search` of partials/search.html.
 *
 * The hits replace the feed below the box until the box is empty. Keys: the arrows move through the
 * hits, Enter goes to the first hit and then opens it, Escape goes back to the box, empties it and
 * leaves it. keys.js has the keys that lead to the box.
 */
const { SearchBox } = (() => {
  const DELAY = 10; // ms without a key before a search, for text that is pasted or deleted
  const QUIET = 700; // ms without another answer before a screen reader is told
  const AT_FIRST = 3; // hits shown while the others load
  const AT_ONCE = 10; // hits shown at once

  class SearchBox {
    constructor(container) {
      const find = (selector) => container.querySelector(selector);
      this.container = container;
      this.form = find("form");
      this.input = find("input");
      this.said = find("#wisdom-found");
      this.live = find("[role=status]");
      this.client = openClient(container.dataset);
      this.filters = new Filters(this.form);
      this.words = new Messages(JSON.parse(container.dataset.words));
      this.offer = find(".wisdom-offer");
      this.recent = new RecentList(find(".wisdom-recent"), {
        words: this.words,
        searchFor: (query) => this.searchFor(query),
        focus: () => this.input.focus(),
      });
      const root = new URL(container.dataset.root, location.href);
      this.hits = new HitList(find(".wisdom-hits"), root, this.words, (from) => this.loadHits(from));
      this.turn = 0; // number of the latest search
      this.listen();
    }

    listen() {
      this.form.hidden = false;
      this.form.addEventListener("submit", (event) => this.submit(event));
      this.input.addEventListener("focus", () => {
        this.client.prepare().catch(() => {});
        this.showRecent();
      });
      this.input.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.showRecent();
        this.timer = setTimeout(() => this.search(), this.query ? DELAY : 0);
      });
      this.filters.element.addEventListener("change", () => this.search());
      this.hits.list.addEventListener("click", (event) => {
        if (event.target.closest("a")) keepRecent(this.query.trim());
      });
      this.container.addEventListener("keydown", (event) => this.press(event));
      this.container.addEventListener("focusout", (event) => {
        if (!this.container.contains(event.relatedTarget)) this.recent.hide();
      });
    }

    /** The text in the box, with the space that ends its last word; "" if there are only spaces. */
    get query() {
      return this.input.value.trim() ? this.input.value : "";
    }

    /** Search for a query that was not typed: the address's, or a recent one. */
    async searchFor(query, filters = {}) {
      if (query === this.query && !Object.keys(filters).length) return;
      this.input.value = query;
      if (query) await this.filters.offer(this.client).catch(() => {});
      this.filters.values = filters;
      this.search();
    }

    /** Search for the text in the box. An answer is dropped if another search began before it came. */
    async search() {
      clearTimeout(this.timer);
      const turn = ++this.turn;
      const query = this.query;
      const filters = this.filters.values;
      void writeAddress(query.trim(), query ? filters : {});
      if (!query) return this.showFeed("");
      this.container.setAttribute("aria-busy", "true");
      const load = (count) => this.client.answer(query, { ...filters, count });
      try {
        const { hits } = await load(AT_FIRST);
        if (turn !== this.turn) return;
        this.hits.replace(hits);
        if (hits.length > 0) this.hideFeed(true);
        const [answer] = await Promise.all([load(AT_ONCE), this.filters.offer(this.client)]);
        if (turn === this.turn) this.showAnswer(query.trim(), answer);
      } catch {
        if (turn === this.turn) this.showFeed(this.words.say("search_failed"));
      }
    }

    /** Return the hits from a number on, or null if another search began in the meantime. */
    async loadHits(from) {
      const turn = this.turn;
      const options = { ...this.filters.values, from, count: AT_ONCE };
      const { hits } = await this.client.answer(this.query, options);
      return turn === this.turn ? hits : null;
    }

    showAnswer(query, answer) {
      this.say(summarize(this.words, query, answer));
      this.filters.show(answer.total);
      this.offer.hidden = answer.total > 0;
      this.hits.append(answer.hits.slice(this.hits.links.length), answer.total);
      this.hideFeed(true);
    }

    showFeed(words) {
      this.say(words);
      this.filters.hide();
      this.offer.hidden = true;
      this.hits.replace([]);
      this.hideFeed(false);
    }

    say(words) {
      this.container.removeAttribute("aria-busy");
      this.said.textContent = words;
      clearTimeout(this.telling);
      this.telling = setTimeout(() => (this.live.textContent = words), words ? QUIET : 0);
    }

    /** Hide or show the elements that follow the box. */
    hideFeed(hidden) {
      for (let next = this.container; (next = next.nextElementSibling); ) next.hidden = hidden;
    }

    showRecent() {
      if (this.input.value === "") this.recent.show();
      else this.recent.hide();
    }

    async submit(event) {
      event.preventDefault();
      keepRecent(this.query.trim());
      await this.search();
      this.hits.links[0]?.focus();
    }

    press(event) {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && event.target instanceof HTMLSelectElement) return;
      if (step) this.move(event, step);
      else if (event.key === "Escape") this.leave(event);
    }

    move(event, step) {
      const stops = [this.input, ...this.recent.buttons, ...this.hits.links];
      const next = stops[stops.indexOf(document.activeElement) + step];
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
        this.filters.values = {};
        this.search();
      }
    }
  }

  return { SearchBox };
})();
