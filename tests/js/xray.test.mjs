import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const { alignWords, describeShares, describeWord, Messages } = pageParts(
  ["messages", "xray-words", "xray-panel"],
  "{ alignWords, describeShares, describeWord, Messages }",
);

const messages = new Messages({
  language: "de",
  comma: ", ",
  xray_by_memory: "M.",
  xray_by_prompt: "P.",
  xray_surprise: "{bits} Bit, 1 zu {odds}.",
  xray_no_surprise: "Keine.",
  xray_percent: "{percent} %",
});
const figures = {
  by: "pmm-",
  tenths: [0, 52, 0, 0],
  instead: [[], ["Wal", 31, "Schiff", 12], [], []],
};

test("words are found between white space of any kind", () => {
  assert.deepEqual(alignWords([" Do", "n't go.\n"], ["Do", "n't", "go", "."]), [
    [[1, 3, 0]],
    [[0, 3, 1], [4, 6, 2], [6, 7, 3]],
  ]);
});

test("a word may be in two texts", () => {
  assert.deepEqual(alignWords(["wha", "le"], ["whale"]), [[[0, 3, 0]], [[0, 2, 0]]]);
});

test("straight quotation marks may be shown as others", () => {
  assert.deepEqual(alignWords(["“It’s”"], ['"', "It", "'s", '"']), [
    [[0, 1, 0], [1, 3, 1], [3, 5, 2], [5, 6, 3]],
  ]);
});

test("other words are not aligned", () => {
  for (const text of ["Call", "Call me", "Call him now", "Call me now!"]) {
    assert.equal(alignWords([text], ["Call", "me", "now"]), null);
  }
});

test("shares are of the words that somebody chose", () => {
  assert.deepEqual(describeShares("wwm-p"), [["word", 50], ["memory", 25], ["prompt", 25]]);
  assert.deepEqual(describeShares("-"), []);
});

test("a word is described in the numbers of the language", () => {
  assert.deepEqual(describeWord(figures, 1, messages), {
    name: "memory",
    sentences: ["M.", "5,2 Bit, 1 zu 37."],
    others: [["Wal", "31 %"], ["Schiff", "12 %"]],
  });
});

test("what was certain is no surprise, and the prompt was not drawn", () => {
  assert.deepEqual(describeWord(figures, 2, messages).sentences, ["M.", "Keine."]);
  assert.deepEqual(describeWord(figures, 0, messages), { name: "prompt", sentences: ["P."], others: [] });
});
