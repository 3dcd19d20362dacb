/**
 * What to search for: the recent searches or else words of the posts, each a button, with links to
 * other ways to the posts.
 */
const { Suggestions } = (() => {
  class Suggestions {
    /** `element` is `.wisdom-offer`; `searchFor` searches for a query, `focus` focuses the box. */
    constructor(element, { messages, searchFor, focus }) {
      this.element = element;
      this.words = element.querySelector(".wisdom-words");
      this.recent = element.querySelector(".wisdom-recent");
      this.messages = messages;
      this.searchFor = searchFor;
      this.focus = focus;
      for (const button of this.words?.querySelectorAll("button") ?? []) {
        button.addEventListener("click", () => searchFor(button.textContent));
      }
    }

    /** The buttons that search and are visible. */
    get buttons() {
      if (this.element.hidden) return [];
      const shown = [this.words, this.recent].find((list) => list && !list.hidden);
      return [...(shown?.querySelectorAll(".wisdom-again") ?? [])];
    }

    /** Show the given searches or, if there are none, the words. */
    show(recent) {
      this.recent.hidden = recent.length === 0;
      if (this.words) this.words.hidden = recent.length > 0;
      this.recent.replaceChildren(...recent.map((query) => this.makeRecent(query)));
      this.element.hidden = false;
    }

    hide() {
      this.element.hidden = true;
    }

    makeRecent(query) {
      const again = makeElement("button", "wisdom-again", query);
      const forget = makeElement("button", "wisdom-forget", "×");
      again.type = forget.type = "button";
      forget.setAttribute("aria-label", this.messages.say("search_forget", { query }));
      again.addEventListener("click", () => this.searchFor(query));
      forget.addEventListener("click", () => {
        forgetRecent(query);
        this.show(readRecent());
        this.focus();
      });
      return makeElement("li", "", again, forget);
    }
  }

  return { Suggestions };
})();
