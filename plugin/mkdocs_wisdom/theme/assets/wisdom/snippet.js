/** Parts of a text to show, `{text, marked}`: marked are the words that have a term that was found. */

import { PIECE, cutWords, fold } from "./words.js";

/** Divide a text into parts `{text, marked}`, marked where a word has one of the terms. */
export function markText(text, terms, language, stem) {
  const parts = [];
  const add = (piece, marked) => {
    const last = parts.at(-1);
    if (last && last.marked === marked) last.text += piece;
    else if (piece) parts.push({ text: piece, marked });
  };
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    const [start, length] = trimApostrophes(match);
    const piece = text.slice(start, start + length);
    if (!cutWords(piece, language).some((word) => terms.has(stem(word)))) continue;
    add(text.slice(end, start), false);
    add(piece, true);
    end = start + length;
  }
  add(text.slice(end), false);
  return parts;
}

function trimApostrophes(match) {
  const inner = match[0].replace(/^['’ʼ]+/, "");
  const start = match.index + match[0].length - inner.length;
  return [start, inner.replace(/['’ʼ]+$/, "").length];
}

/**
 * Cut from a text about `size` characters around the place with the most of the terms, marked.
 * What is left out shows as an ellipsis; words stay whole unless one is longer than the snippet.
 */
export function cutSnippet(text, terms, language, stem, size = 240) {
  const whole = text.replace(/\s+/g, " ").trim();
  const parts = markText(whole, terms, language, stem);
  if (whole.length <= size) return parts;
  const start = chooseStart(parts, whole, size);
  const from = start === 0 ? 0 : wordStart(whole, start);
  const to = from + size >= whole.length ? whole.length : wordEnd(whole, from + size, from);
  const cut = sliceParts(parts, from, to);
  if (from > 0) cut.unshift({ text: "… ", marked: false });
  if (to < whole.length) cut.push({ text: " …", marked: false });
  return cut;
}

/** Choose where a snippet starts: a little before the mark that has most different marks behind. */
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

/** Move a position that would split a character of two UTF-16 units in front of it. */
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
