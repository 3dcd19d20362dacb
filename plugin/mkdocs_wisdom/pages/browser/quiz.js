/** The quiz of a page: opens it, and passes keys on to it. */
(() => {
  const shared = (window.mkdocsWisdom ??= {});
  if (shared.quiz) return shared.quiz.mount(); // Material runs the scripts of each page it shows

  const quizzes = new Map(); // address of the pairs -> quiz
  let shown = null;

  /** Show the page's quiz; back on the page, Material shows the game where it was left. */
  async function mount() {
    const container = document.querySelector(".wisdom-quiz");
    if (!container || container.dataset.state) return;
    container.dataset.state = "opening";
    const { pairs, posts, words } = container.dataset;
    const address = new URL(pairs, location.href).href;
    try {
      const quiz = quizzes.get(address) ?? (await openQuiz(container.dataset));
      quizzes.set(address, quiz);
      shown = quiz;
      container.append(quiz.element);
    } catch {
      const { quiz_failed, quiz_read } = JSON.parse(words);
      const link = makeElement("a", "", quiz_read);
      link.href = posts;
      container.append(makeElement("p", "wisdom-quiz-failed", quiz_failed, " ", link));
    }
    container.dataset.state = "open";
  }

  shared.quiz = { mount };
  document.addEventListener("keydown", (event) => shown?.element.isConnected && shown.handleKey(event));
  mount();
  window.document$?.subscribe(mount); // Material has shown another page without a reload
})();
