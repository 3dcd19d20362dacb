/** The panel of X-ray: what the colours mean, and what is known of one word. */
const { SOURCES, describeShares, describeWord, makePanel } = (() => {
  const SOURCES = { w: "word", m: "memory", c: "char", p: "prompt" }; // their names, by letter

  /** The share of the words that each source chose, in percent, largest first. */
  function describeShares(by) {
    const counted = [...by].filter((letter) => letter in SOURCES);
    return Object.entries(SOURCES)
      .map(([letter, name]) => [name, counted.filter((other) => other === letter).length])
      .filter(([, count]) => count > 0)
      .sort(([, one], [, other]) => other - one)
      .map(([name, count]) => [name, Math.round((100 * count) / counted.length)]);
  }

  /** Say of the word of a number who chose it, how surprising it was, and what else was likely. */
  function describeWord(figures, number, messages) {
    const name = SOURCES[figures.by[number]];
    const sentences = [messages.say(`xray_by_${name}`)];
    const others = [];
    if (name !== "prompt") {
      const bits = figures.tenths[number] / 10;
      sentences.push(
        messages.say(bits > 0 ? "xray_surprise" : "xray_no_surprise", {
          bits: messages.number(bits, { minimumFractionDigits: 1 }),
          odds: messages.number(2 ** bits, { maximumSignificantDigits: 2 }),
        }),
      );
      const row = figures.instead[number];
      for (let at = 0; at < row.length; at += 2) {
        others.push([row[at], messages.say("xray_percent", { percent: row[at + 1] })]);
      }
    }
    return { name, sentences, others };
  }

  function makePanel(figures, messages) {
    const legend = makeElement("ul", "wisdom-xray-legend");
    for (const [name, percent] of describeShares(figures.by)) {
      const sample = makeElement("span", "wisdom-xray-word", messages.say(`xray_${name}`));
      sample.dataset.by = name;
      legend.append(makeElement("li", "", sample, ` ${messages.say("xray_percent", { percent })}`));
    }
    const detail = makeElement("div", "wisdom-xray-detail");
    const panel = makeElement("div", "wisdom-xray-panel", legend, detail);
    detail.setAttribute("role", "status");
    return { panel, hint, show };

    function hint() {
      detail.replaceChildren(makeElement("p", "", messages.say("xray_hint")));
    }

    function show(number, text) {
      const { name, sentences, others } = describeWord(figures, number, messages);
      const word = makeElement("strong", "wisdom-xray-word", text);
      word.dataset.by = name;
      detail.replaceChildren(makeElement("p", "", word, ` ${sentences.join(" ")}`));
      if (others.length === 0) return;
      const line = makeElement("p", "", `${messages.say("xray_instead")} `);
      for (const [at, [other, percent]] of others.entries()) {
        if (at > 0) line.append(messages.say("comma"));
        line.append(makeElement("em", "", other), ` ${percent}`);
      }
      detail.append(line);
    }
  }

  return { SOURCES, describeShares, describeWord, makePanel };
})();
