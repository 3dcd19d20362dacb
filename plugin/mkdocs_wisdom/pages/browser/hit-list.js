/** The list of hits, each a link to its post with its date, title and snippet. */
const { HitList } = (() => {
  class HitList {
    /**
     * @param {URL} root the site's root, to which the addresses of hits are relative
     * @param {Messages} words see messages.js
     * @param {(from: number) => Promise<object[] | null>} load returns the hits from a number on, or
     *   null if the list is no longer that of the query
     */
    constructor(list, root, words, load) {
      this.words = words;
      this.list = list;
      this.root = root;
      this.load = load;
    }

    get links() {
      return [...this.list.querySelectorAll("a")];
    }

    replace(hits) {
      this.list.replaceChildren(...this.makeHits(hits));
    }

    /** Add hits and, if there are more in total, a button that loads more. */
    append(hits, total) {
      this.list.append(...this.makeHits(hits));
      const left = total - this.links.length;
      if (left <= 0) return;
      const more = makeElement("button", "wisdom-more", this.words.say("search_more", { count: left }));
      more.type = "button";
      more.addEventListener("click", () => this.loadMore(more, total));
      this.list.append(makeElement("li", "wisdom-rest", more));
    }

    async loadMore(button, total) {
      const from = this.links.length;
      button.disabled = true;
      try {
        const hits = await this.load(from);
        if (hits === null) return;
        button.parentElement.remove();
        this.append(hits, total);
        this.links[from]?.focus();
      } catch {
        button.disabled = false;
      }
    }

    makeHits(hits) {
      return hits.map((hit) => makeHit(hit, this.root, this.words));
    }
  }

  function makeHit({ url, date, title, snippet, terms }, root, words) {
    const time = makeElement("time", "", words.date(date));
    time.dateTime = date;
    const link = makeElement("a", "wisdom-hit-date", time);
    const marks = new URLSearchParams({ marks: terms.join(" ") });
    link.href = `${new URL(url, root).href}#${marks}`;
    const hit = makeElement("li", "wisdom-hit", link);
    const add = (name, className, parts) => {
      if (parts.length > 0) hit.append(makeElement(name, className, ...makeParts(parts)));
    };
    add("strong", "wisdom-hit-title", title);
    add("p", "wisdom-hit-text", snippet);
    return hit;
  }

  return { HitList };
})();
