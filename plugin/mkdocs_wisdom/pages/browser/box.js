/**
 * The search box, `.wisdom-search` of partials/search.html.
 *
 * It is closed until the button `.wisdom-search-open` or a key of keys.js opens it; in a page without
 * that button it is always open. While it is empty it suggests searches. The hits replace the feed
 * below it. Keys: the arrows move through the suggestions or the hits, Enter goes to the first hit and
 * then opens it, Escape goes back to the box, empties it and closes it.
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
      this.opener = document.querySelector(".wisdom-search-open");
      const { engine, manifest, root } = container.closest(".wisdom").dataset;
      this.client = openClient({ engine, manifest });
      this.filters = new Filters(this.form);
      this.words = new Messages(JSON.parse(container.dataset.words));
      this.suggestions = new Suggestions(find(".wisdom-offer"), {
        messages: this.words,
        searchFor: (query) => {
          this.searchFor(query);
          this.input.focus();
        },
        focus: () => this.input.focus(),
      });
      const base = new URL(root, location.href);
      this.hits = new HitList(find(".wisdom-hits"), base, this.words, (from) => this.loadHits(from));
      this.turn = 0; // number of the latest search
      this.listen();
    }

    listen() {
      if (this.opener) {
        this.opener.hidden = false;
        this.opener.setAttribute("aria-controls", this.container.id);
        this.opener.addEventListener("click", () => (this.form.hidden ? this.open() : this.close()));
        this.reveal(!this.form.hidden); // query-guard.js may have opened it
      } else {
        this.form.hidden = false;
      }
      this.form.addEventListener("submit", (event) => this.submit(event));
      this.input.addEventListener("focus", () => {
        this.client.prepare().catch(() => {});
        if (!this.query) this.suggest();
      });
      this.input.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.search(), this.query ? DELAY : 0);
      });
      this.filters.element.addEventListener("change", () => this.search());
      this.hits.list.addEventListener("click", (event) => {
        if (event.target.closest("a")) keepRecent(this.query.trim());
      });
      this.container.addEventListener("keydown", (event) => this.press(event));
    }

    open() {
      this.reveal(true);
      this.input.focus();
      this.input.select();
    }

    close() {
      this.reveal(false);
      this.empty();
      this.opener.focus();
    }

    reveal(open) {
      this.form.hidden = !open;
      this.opener?.setAttribute("aria-expanded", String(open));
    }

    /** The text in the box, with the space that ends its last word; "" if there are only spaces. */
    get query() {
      return this.input.value.trim() ? this.input.value : "";
    }

    /** Search for a query that was not typed: the address's, or a recent one. */
    async searchFor(query, filters = {}) {
      if (query === this.query && !Object.keys(filters).length) return;
      if (query) this.reveal(true);
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
        if (!this.isLoading) await this.showFirst(load(AT_FIRST), turn);
        if (turn !== this.turn) return;
        const [answer] = await Promise.all([load(AT_ONCE), this.filters.offer(this.client)]);
        if (turn === this.turn) this.showAnswer(query.trim(), answer);
      } catch {
        if (turn === this.turn) this.showFeed(this.words.say("search_failed"));
      }
    }

    /** Whether the page has just opened with a query: it shows its hits with all that is above them. */
    get isLoading() {
      return "query" in this.container.dataset;
    }

    async showFirst(loading, turn) {
      const { hits } = await loading;
      if (turn !== this.turn) return;
      this.hits.replace(hits);
      if (hits.length > 0) this.replaceFeed();
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
      this.replaceFeed();
      if (answer.total === 0) this.suggestions.show([]);
      this.hits.append(answer.hits.slice(this.hits.links.length), answer.total);
    }

    showFeed(words) {
      this.say(words);
      this.filters.hide();
      this.hits.replace([]);
      this.hideFeed(false);
      this.suggest();
    }

    /** Suggest searches while the box is empty and open. */
    suggest() {
      if (this.query || this.form.hidden) this.suggestions.hide();
      else this.suggestions.show(readRecent());
    }

    say(words) {
      this.container.removeAttribute("aria-busy");
      this.said.textContent = words;
      clearTimeout(this.telling);
      this.telling = setTimeout(() => (this.live.textContent = words), words ? QUIET : 0);
    }

    replaceFeed() {
      this.hideFeed(true);
      this.suggestions.hide();
    }

    /** Hide or show the elements that follow the box. */
    hideFeed(hidden) {
      delete this.container.dataset.query;
      for (let next = this.container; (next = next.nextElementSibling); ) next.hidden = hidden;
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
      const stops = [this.input, ...this.suggestions.buttons, ...this.hits.links];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (stops.length === 1 || !next) return;
      event.preventDefault();
      next.focus();
    }

    leave(event) {
      event.preventDefault();
      if (document.activeElement !== this.input) this.input.focus();
      else if (this.input.value) this.empty();
      else if (this.opener) this.close();
      else this.input.blur();
    }

    empty() {
      this.input.value = "";
      this.filters.values = {};
      this.search();
    }
  }

  return { SearchBox };
})();
