/** A quiz in a page: its games, one after the other, and its keys. */
const { openQuiz } = (() => {
  const ROUNDS = 10; // at most as many as pages/quiz.py has pairs

  /**
   * Fetch the pairs, and return the quiz; it has an `element` for the page, and handles keys.
   * @param {DOMStringMap} data the attributes of `.wisdom-quiz`
   */
  async function openQuiz(data) {
    const address = new URL(data.pairs, location.href);
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return new Quiz(await response.json(), new Scores(address.pathname), readTexts(data));
  }

  function readTexts({ root, posts, author, words }) {
    const base = new URL(root, location.href);
    const link = (text, url) => {
      const element = makeElement("a", "", text);
      element.href = new URL(url, base).href;
      return element;
    };
    const messages = new Messages(JSON.parse(words));
    return { messages, author, link, posts: new URL(posts, location.href).href };
  }

  class Quiz {
    constructor(pairs, scores, texts) {
      Object.assign(this, { pairs, scores, texts });
      this.stage = makeElement("div", "wisdom-quiz-stage");
      this.status = makeElement("p", "wisdom-unseen");
      this.status.setAttribute("role", "status");
      this.element = makeElement("div", "", this.stage, this.status);
      this.begin();
    }

    begin() {
      const actions = { choose: (side) => this.choose(side), goOn: () => this.goOn() };
      this.rounds = drawRounds(this.pairs, this.scores.seen, ROUNDS);
      this.number = 0;
      this.answered = false;
      this.right = 0;
      this.fooledBy = [];
      this.board = new Board(this.rounds, this.texts, actions);
      this.stage.replaceChildren(this.board.element);
      this.board.show(0);
    }

    choose(side) {
      if (this.answered) return;
      const { id, sides } = this.rounds[this.number];
      const { post } = sides[side];
      this.answered = true;
      if (post) this.fooledBy.push(post);
      else this.right++;
      this.scores.addSeen(id, this.pairs);
      this.status.textContent = this.board.answer(this.number, side, !post);
    }

    goOn() {
      if (!this.answered) return;
      this.status.textContent = "";
      if (++this.number === this.rounds.length) return this.finish();
      this.answered = false;
      this.board.show(this.number);
      this.board.heading.focus();
    }

    finish() {
      const count = this.rounds.length;
      this.scores.addGame(this.right, count);
      const playAgain = () => {
        this.begin();
        this.board.heading.focus();
      };
      const result = makeResult({ ...this, count }, this.scores, this.texts, playAgain);
      this.stage.replaceChildren(result.element);
      result.heading.focus();
    }

    /** Choose with the arrows or the numbers, and go on with Enter. */
    handleKey(event) {
      const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
      if (isTyping(event) || modified || event.defaultPrevented) return;
      if (this.number === this.rounds.length) return;
      const side = this.findSide(event.key);
      const onControl = event.target.closest?.("a, button, summary, [role=button]");
      if (side !== null && !this.answered) {
        event.preventDefault();
        if (!event.repeat) this.choose(side);
      } else if (event.key === "Enter" && event.repeat && this.element.contains(event.target)) {
        event.preventDefault(); // the key that chose is still held down
      } else if (event.key === "Enter" && !onControl && !event.repeat) {
        this.goOn();
      }
    }

    findSide(key) {
      if (key === "1" || key === "2") return Number(key) - 1;
      if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
      const mirrored = getComputedStyle(this.element).direction === "rtl";
      return (key === "ArrowRight") === mirrored ? 0 : 1;
    }
  }

  return { openQuiz };
})();
