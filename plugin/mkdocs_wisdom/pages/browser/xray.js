/**
 * X-ray: colours the words of a post by who chose them. A tap, or Enter, on a word shows what else
 * was likely there. Keys: the arrows move from word to word, Home and End to the first and the last,
 * Escape closes what a word has opened, and then X-ray.
 */
(() => {
  const MOST_SURPRISING = 80; // tenths of a bit, from which on the colour is not stronger
  const messages = new Messages(words);
  const open = new WeakMap(); // switch -> function that closes its X-ray

  function toggle(button, figures) {
    const close = open.get(button);
    if (close) close();
    else show(button, figures);
  }

  function show(button, figures) {
    const article = button.closest("article");
    const text = article.querySelector(".wisdom-text");
    article.querySelector(".wisdom-clear")?.click(); // the marks of a search
    text.normalize();
    const stops = []; // the first element of each word that can be chosen
    const wrapped = wrapWords(text, figures.words, (number, part) => {
      const name = SOURCES[figures.by[number]];
      if (!name) return part;
      const word = makeElement("span", "wisdom-xray-word", part);
      word.dataset.by = name;
      word.dataset.number = number;
      const strength = Math.min(figures.tenths[number] / MOST_SURPRISING, 1);
      word.style.setProperty("--wisdom-surprise", strength.toFixed(2));
      if (stops.at(-1)?.dataset.number !== word.dataset.number) stops.push(word);
      return word;
    });
    if (!wrapped) {
      button.textContent = messages.say("xray_changed");
      button.disabled = true;
      return;
    }
    const { panel, hint, show: describe } = makePanel(figures, messages);
    hint();
    for (const stop of stops) {
      stop.tabIndex = -1;
      stop.setAttribute("role", "button");
      stop.setAttribute("aria-pressed", "false");
    }
    if (stops.length > 0) stops[0].tabIndex = 0;
    text.classList.add("wisdom-text--xray");
    button.closest(".wisdom-actions").after(panel);
    button.setAttribute("aria-pressed", "true");
    text.addEventListener("click", click);
    text.addEventListener("keydown", press);
    open.set(button, close);

    function find(event) {
      const { number } = event.target.closest?.(".wisdom-xray-word")?.dataset ?? {};
      return stops.findIndex((stop) => stop.dataset.number === number);
    }

    function click(event) {
      const at = find(event);
      if (at >= 0) choose(at);
    }

    function press(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const at = find(event);
      const forward = getComputedStyle(text).direction === "rtl" ? -1 : 1;
      const moves = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: stops.length - 1 };
      if (event.key in moves) focus(Math.max(0, Math.min(moves[event.key], stops.length - 1)));
      else if (event.key === "Enter" || event.key === " ") choose(at);
      else if (event.key === "Escape") leave();
      else return;
      event.preventDefault();
    }

    function focus(at) {
      for (const stop of stops) stop.tabIndex = -1;
      stops[at].tabIndex = 0;
      stops[at].focus();
    }

    function choose(at) {
      const number = Number(stops[at].dataset.number);
      const parts = text.querySelectorAll(`[data-number="${number}"]`);
      mark(at);
      focus(at);
      describe(number, [...parts].map((part) => part.textContent).join(""));
    }

    /** Mark the stop of a number as the one that is described; null for none. */
    function mark(at) {
      for (const [other, stop] of stops.entries()) {
        stop.setAttribute("aria-pressed", String(other === at));
      }
    }

    function leave() {
      if (text.querySelector('[aria-pressed="true"]')) {
        mark(null);
        hint();
      } else {
        close();
        button.focus();
      }
    }

    function close() {
      for (const word of text.querySelectorAll(".wisdom-xray-word")) word.replaceWith(...word.childNodes);
      text.normalize();
      text.classList.remove("wisdom-text--xray");
      text.removeEventListener("click", click);
      text.removeEventListener("keydown", press);
      panel.remove();
      button.setAttribute("aria-pressed", "false");
      open.delete(button);
    }
  }

  window.mkdocsWisdom.xray = { toggle };
})();
