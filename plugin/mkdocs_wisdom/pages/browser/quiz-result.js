/** The end of a game: the score, what a coin gets, and which sentences fooled the player. */
const { makeResult } = (() => {
  /**
   * @param {{right: number, count: number, fooledBy: object[]}} game `fooledBy` are the machine's
   *   sentences that the player took for the author's
   * @param {Scores} scores those of all games
   * @param {object} texts `messages`, `posts`: the address of the feed, and `link`
   * @param {() => void} playAgain
   */
  function makeResult({ right, count, fooledBy }, scores, { messages, posts, link }, playAgain) {
    const say = (key, values) => messages.say(key, values);
    const score = makeElement("h2", "wisdom-quiz-score", say("quiz_score", { right, count }));
    score.tabIndex = -1;
    const chance = makeElement("p", "wisdom-quiz-chance", describeChance(right, count, messages));

    const again = makeElement("button", "wisdom-quiz-again", say("quiz_again"));
    again.type = "button";
    again.addEventListener("click", playAgain);
    const read = makeElement("a", "", say("quiz_read"));
    read.href = posts;
    const ways = makeElement("div", "wisdom-quiz-ways", again, read);

    const all = makeTotal(scores, say, again);
    const fooled = fooledBy.map((post) => {
      const name = say("quiz_machine", { date: messages.date(post.date) });
      const source = makeElement("p", "wisdom-quiz-source", link(name, post.url));
      const text = makeElement("p", "wisdom-quiz-text", makeElement("bdi", "", post.text));
      return makeElement("li", "", text, source);
    });
    const heading = makeElement("h3", "wisdom-quiz-fooled", say("quiz_fooled"));
    const list = fooled.length
      ? [heading, makeElement("ol", "wisdom-quiz-list", ...fooled)]
      : [makeElement("p", "wisdom-quiz-fooled", say("quiz_fooled_none"))];
    const element = makeElement("div", "wisdom-quiz-result", score, chance, ways, ...list, all);
    return { element, heading: score };
  }

  /** The score of all games, with a button that forgets it. */
  function makeTotal(scores, say, next) {
    const { right, count } = scores.kept;
    const forget = makeElement("button", "wisdom-quiz-forget", say("quiz_forget"));
    forget.type = "button";
    const words = makeElement("span", "", say("quiz_all", { right, count }));
    const all = makeElement("p", "wisdom-quiz-all", words, " ", forget);
    all.setAttribute("role", "status");
    forget.addEventListener("click", () => {
      scores.forget();
      all.replaceChildren(say("quiz_forgotten"));
      next.focus();
    });
    return all;
  }

  return { makeResult };
})();
