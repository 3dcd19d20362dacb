import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts, readJson } from "./fixture.mjs";

const { cutWords, fold, isRun, isSingle } = engineParts("{ cutWords, fold, isRun, isSingle }");

test("texts are folded and cut as in Python, over all letters of Unicode 3.2", async () => {
  const different = [];
  for (const [text, language, folded, words] of await readJson("words.json")) {
    const found = [fold(text), ...cutWords(text, language).sort()];
    if (found.join(" ") !== [folded, ...words.sort()].join(" ")) different.push({ text, folded, words, found });
  }
  assert.deepEqual(different, []);
});

test("a run's last character is a word of a text, but of no query", () => {
  assert.deepEqual(cutWords("我喜欢", "en"), ["我喜", "喜欢", "欢"]);
  assert.deepEqual(cutWords("我喜欢", "en", true), ["我喜", "喜欢"]);
  assert.deepEqual(cutWords("欢", "en", true), ["欢"]);
});

test("a name with signs is one word of a query", () => {
  assert.deepEqual(cutWords("use C++ and v1.2.3", "en", true), ["use", "c++", "and", "1.2.3"]);
});

test("runs are told from words, and single characters from runs", () => {
  assert.deepEqual(["鲸鱼", "고래", "whale", "é", ""].map(isRun), [true, true, false, false, false]);
  assert.deepEqual(["鱼", "𠀀", "鲸鱼", "a"].map(isSingle), [true, true, false, false]);
});
