/** The quiz's pair of the day on the feed's first page: the choice, the answer, how many in a row. */
(() => {
  const shared = (window.mkdocsWisdom ??= {});
  if (shared.dailyPair) return shared.dailyPair.mount(); // Material runs the scripts of each page it shows

  function mount() {
    const element = document.querySelector(".wisdom-daily");
    if (!element || element.dataset.state) return;
    element.dataset.state = "open";
    const pair = new DailyPair(element);
    pair.buttons.forEach((button, side) => button.addEventListener("click", () => pair.choose(side)));
    pair.recall();
  }

  /** The pair in its element, and what this device keeps: the last answer, and the right ones in a row. */
  class DailyPair {
    constructor(element) {
      this.board = element.querySelector(".wisdom-quiz-board");
      this.buttons = [...element.querySelectorAll(".wisdom-quiz-sentence")];
      this.day = element.dataset.day;
      this.pair = element.dataset.pair;
      this.key = `wisdom.daily.${new URL(element.dataset.quiz, location.href).pathname}`;
      this.last = readAnswer(this.key);
    }

    /** Show the answer that was given on this day. */
    recall() {
      if (this.last?.day === this.day && this.last.pair === this.pair) this.show(this.last);
    }

    choose(side) {
      if (this.board.dataset.verdict) return;
      const right = this.isRight(side);
      this.last = { day: this.day, pair: this.pair, side, row: right ? (this.last?.row ?? 0) + 1 : 0 };
      writeKept(this.key, this.last);
      this.show(this.last);
      this.board.querySelector("[role=status]").textContent = this.findVerdict().textContent;
    }

    show({ side, row }) {
      this.buttons.forEach((button, other) => button.setAttribute("aria-pressed", String(other === side)));
      this.buttons[side].parentElement.classList.add("wisdom-quiz-card--chosen");
      this.board.classList.add("wisdom-quiz-board--answered");
      this.board.dataset.verdict = this.isRight(side) ? "right" : "wrong";
      const streak = this.board.querySelector(".wisdom-daily-row");
      if (row > 1) streak.textContent = streak.dataset.text.replace("{number}", row);
    }

    isRight(side) {
      return this.buttons[side].parentElement.matches(".wisdom-quiz-card--author");
    }

    findVerdict() {
      return this.board.querySelector(`.wisdom-quiz-verdict--${this.board.dataset.verdict}`);
    }
  }

  shared.dailyPair = { mount };
  mount();
  window.document$?.subscribe(mount); // Material has shown another page without a reload
})();
