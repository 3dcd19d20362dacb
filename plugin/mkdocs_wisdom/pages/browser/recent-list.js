/** The list of recent searches below the box: a button to search again, and one to forget. */
const { RecentList } = (() => {
  class RecentList {
    /** `searchFor` searches for a query, `focus` focuses the box. */
    constructor(list, { searchFor, focus, words }) {
      this.words = words;
      this.list = list;
      this.searchFor = searchFor;
      this.focus = focus;
    }

    /** The buttons that are visible. */
    get buttons() {
      return this.list.hidden ? [] : [...this.list.querySelectorAll(".wisdom-again")];
    }

    show() {
      const queries = readRecent();
      this.list.hidden = queries.length === 0;
      this.list.replaceChildren(...queries.map((query) => this.makeItem(query)));
    }

    hide() {
      this.list.hidden = true;
    }

    makeItem(query) {
      const again = makeElement("button", "wisdom-again", query);
      const forget = makeElement("button", "wisdom-forget", "×");
      again.type = forget.type = "button";
      forget.setAttribute("aria-label", this.words.say("search_forget", { query }));
      again.addEventListener("click", () => {
        this.searchFor(query);
        this.focus();
      });
      forget.addEventListener("click", () => {
        forgetRecent(query);
        this.focus();
        this.show();
      });
      return makeElement("li", "", again, forget);
    }
  }

  return { RecentList };
})();
