/**
 * Snippets: a text, or the best passage of it, in parts `{text, marked}` for a page to show. The
 * words that a query found are marked.
 */
const { markText, cutSnippet } = (() => {
  /** Divide a text into parts `{text, marked}`, marked where a word is one of the terms. */
  function markText(text, terms, language) {
    const parts = [];
    const add = (piece, marked) => {
      const last = parts.at(-1);
      if (last && last.marked === marked) last.text += piece;
      else if (piece) parts.push({ text: piece, marked });
    };
    let end = 0;
    for (const match of text.matchAll(VISIBLE_PIECE)) {
      const found = isRun(match[0])
        ? markRun(match, terms, language)
        : markWord(match, terms, language);
      for (const [start, length] of found) {
        add(text.slice(end, start), false);
        add(text.slice(start, start + length), true);
        end = start + length;
      }
    }
    add(text.slice(end), false);
    return parts;
  }

  /** Return `[[start, length]]` of a word without its outer apostrophes if a term is in it, or []. */
  function markWord(match, terms, language) {
    const inner = match[0].replace(/^['’ʼ]+/, "");
    const start = match.index + match[0].length - inner.length;
    const word = inner.replace(/['’ʼ]+$/, "");
    if (!cutWords(word, language).some((part) => terms.has(part))) return [];
    const dot = word.startsWith(".") && !terms.has(fold(word)) ? 1 : 0; // it ends a sentence
    return [[start + dot, word.length - dot]];
  }

  /** Return `[start, length]` of each character of a run that is a term or part of one. */
  function markRun(match, terms, language) {
    const characters = cutCharacters(match[0]);
    const isTerm = (part) => terms.has(cutWords(part, language)[0]);
    let start = match.index;
    return characters.flatMap((character, at) => {
      const place = [start, character.length];
      start += character.length;
      const before = at > 0 && isTerm(characters[at - 1] + character);
      const after = at + 1 < characters.length && isTerm(character + characters[at + 1]);
      return before || after || isTerm(character) ? [place] : [];
    });
  }

  /**
   * Cut from a text the passage of about `size` characters with the most different terms, marked.
   * An ellipsis replaces the rest; a word is cut only if it is longer than the snippet.
   */
  function cutSnippet(text, terms, language, size = 240) {
    const whole = text.replace(/[^\S\ufeff]+/g, " ").trim();
    const parts = markText(whole, terms, language);
    if (whole.length <= size) return parts;
    const start = chooseStart(parts, whole, size);
    const from = start === 0 ? 0 : wordStart(whole, start);
    const to = from + size >= whole.length ? whole.length : wordEnd(whole, from + size, from);
    const cut = sliceParts(parts, from, to);
    if (from > 0) cut.unshift({ text: "… ", marked: false });
    if (to < whole.length) cut.push({ text: " …", marked: false });
    return cut;
  }

  /** Return where a snippet starts: a little before the mark that most other words' marks follow. */
  function chooseStart(parts, whole, size) {
    const marks = [];
    let position = 0;
    for (const { text, marked } of parts) {
      if (marked) marks.push({ position, key: fold(text) });
      position += text.length;
    }
    const lead = Math.floor(size / 4);
    let best = { start: 0, worth: 0 };
    for (const mark of marks) {
      const start = Math.max(0, Math.min(mark.position - lead, whole.length - size));
      const end = start + size < whole.length ? start + size - lead : whole.length;
      const within = marks.filter(({ position }) => position >= start && position < end);
      const worth = new Set(within.map(({ key }) => key)).size;
      if (worth > best.worth) best = { start, worth };
    }
    return best.start;
  }

  function wordStart(text, position) {
    const space = text.indexOf(" ", position - 1);
    return space === -1 || space - position > 40 ? wholeCharacter(text, position) : space + 1;
  }

  function wordEnd(text, position, from) {
    const space = text.lastIndexOf(" ", position);
    return space - from < (position - from) / 2 ? wholeCharacter(text, position) : space;
  }

  /** Return a position that splits no character of two UTF-16 units: this one or the one before. */
  function wholeCharacter(text, position) {
    return /[\udc00-\udfff]/.test(text[position] ?? "") ? position - 1 : position;
  }

  function sliceParts(parts, from, to) {
    const cut = [];
    let position = 0;
    for (const { text, marked } of parts) {
      const piece = text.slice(Math.max(0, from - position), Math.max(0, to - position));
      if (piece) cut.push({ text: piece, marked });
      position += text.length;
    }
    return cut;
  }

  return { markText, cutSnippet };
})();
