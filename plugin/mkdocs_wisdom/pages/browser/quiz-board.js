/** The board of the quiz: two sentences to choose from, and what the choice was worth. */
const { Board } = (() => {
  const LONG = 0.7; // of the longest text: a shorter one cannot need more lines

  class Board {
    /**
     * @param {object[]} rounds as `drawRounds` returns them
     * @param {object} texts `messages`, `author`, and `link`: makes the link to a machine's post
     * @param {{choose: (side: number) => void, goOn: () => void}} actions
     */
    constructor(rounds, texts, actions) {
      this.rounds = rounds;
      this.texts = texts;
      const { messages, author } = texts;
      const say = (key, values) => messages.say(key, values);

      this.count = makeElement("span", "wisdom-quiz-count");
      this.dots = rounds.map(() => makeElement("span", "wisdom-quiz-dot"));
      const dots = makeElement("span", "wisdom-quiz-dots", ...this.dots);
      dots.setAttribute("aria-hidden", "true");
      const question = makeElement("span", "wisdom-quiz-question", say("quiz_question", { author }));
      this.heading = makeElement("h2", "wisdom-quiz-heading", this.count, dots, question);
      this.heading.tabIndex = -1;

      const sentences = rounds.flatMap(({ sides }) => sides.map(({ text }) => text));
      const sources = rounds.flatMap(({ sides }) => sides.map(({ post }) => this.nameSource(post)));
      this.cards = [0, 1].map((side) => new Card(side, sentences, sources, actions.choose));
      const pair = makeElement("div", "wisdom-quiz-pair", ...this.cards.map(({ element }) => element));

      const verdicts = [say("quiz_right"), say("quiz_wrong")];
      this.verdict = makeElement("span", "");
      const verdict = reserve(makeElement("p", "wisdom-quiz-verdict", this.verdict), verdicts, "✗ ");
      this.keys = makeElement("p", "wisdom-quiz-keys", say("quiz_keys"));
      const ends = [say("quiz_next"), say("quiz_finish")];
      this.label = makeElement("span", "");
      this.next = reserve(makeElement("button", "wisdom-quiz-next", this.label), ends);
      this.next.type = "button";
      this.next.addEventListener("click", actions.goOn);
      const answer = makeElement("div", "wisdom-quiz-answer", this.keys, verdict, this.next);

      this.element = makeElement("div", "wisdom-quiz-board", this.heading, pair, answer);
    }

    nameSource(post) {
      const { messages, author } = this.texts;
      return post ? messages.say("quiz_machine", { date: messages.date(post.date) }) : author;
    }

    show(number) {
      const { messages, link } = this.texts;
      const last = number === this.rounds.length - 1;
      this.element.classList.remove("wisdom-quiz-board--answered");
      this.count.textContent = messages.say("quiz_round", { number: number + 1, count: this.rounds.length });
      this.dots[number].classList.add("wisdom-quiz-dot--now");
      this.rounds[number].sides.forEach(({ text, post }, side) => {
        const name = this.nameSource(post);
        this.cards[side].show(text, post ? link(name, post.url) : name);
      });
      this.verdict.textContent = "";
      this.label.textContent = messages.say(last ? "quiz_finish" : "quiz_next");
    }

    /** Show which side was chosen and who wrote what; the button to go on gets the focus. */
    answer(number, chosen, right) {
      const { messages } = this.texts;
      const words = messages.say(right ? "quiz_right" : "quiz_wrong");
      this.dots[number].className = `wisdom-quiz-dot wisdom-quiz-dot--${right ? "right" : "wrong"}`;
      this.rounds[number].sides.forEach(({ post }, side) => {
        this.cards[side].reveal({ byMachine: post !== null, chosen: side === chosen });
      });
      const mark = makeElement("span", "wisdom-quiz-mark", right ? "✓ " : "✗ ");
      mark.setAttribute("aria-hidden", "true");
      this.verdict.replaceChildren(mark, words);
      this.element.classList.add("wisdom-quiz-board--answered");
      this.element.dataset.verdict = right ? "right" : "wrong";
      this.next.focus();
      return words;
    }
  }

  class Card {
    constructor(side, sentences, sources, choose) {
      this.text = makeElement("span", "wisdom-quiz-text");
      this.text.dir = "auto"; // the voice's language may not be that of the page
      this.button = reserve(makeElement("button", "wisdom-quiz-sentence", this.text), sentences);
      this.button.type = "button";
      this.button.setAttribute("aria-keyshortcuts", `${side + 1}`);
      this.button.addEventListener("click", () => choose(side));
      this.source = makeElement("span", "wisdom-quiz-name");
      const source = reserve(makeElement("p", "wisdom-quiz-source", this.source), sources);
      this.element = makeElement("div", "wisdom-quiz-card", this.button, source);
    }

    show(text, source) {
      this.text.textContent = text;
      this.source.replaceChildren(source);
      this.button.disabled = false;
      this.element.className = "wisdom-quiz-card";
    }

    reveal({ byMachine, chosen }) {
      this.button.disabled = true;
      this.element.classList.add(`wisdom-quiz-card--${byMachine ? "machine" : "author"}`);
      this.element.classList.toggle("wisdom-quiz-card--chosen", chosen);
    }
  }

  /**
   * Have an element take the room that any of `texts` needs, so that nothing moves from round to
   * round: it gets the long ones as well, unseen.
   */
  function reserve(element, texts, before = "") {
    const longest = Math.max(...texts.map((text) => text.length));
    const long = texts.filter((text) => text.length > LONG * longest);
    for (const text of new Set(long)) {
      const room = makeElement("span", "wisdom-quiz-room", before + text);
      room.setAttribute("aria-hidden", "true");
      element.append(room);
    }
    element.classList.add("wisdom-quiz-roomy");
    return element;
  }

  return { Board };
})();
