import assert from "node:assert/strict";
import { test } from "node:test";

import { engine, readJson } from "./fixture.mjs";

test("texts are folded and cut as in Python, over all letters of Unicode 3.2", async () => {
  const different = [];
  for (const [text, language, folded, words] of await readJson("words.json")) {
    const found = [engine.fold(text), ...engine.cutWords(text, language)];
    if (found.join(" ") !== [folded, ...words].join(" ")) different.push({ text, folded, words, found });
  }
  assert.deepEqual(different, []);
});

test("no global is left behind but the engine", () => {
  assert.deepEqual(["lunr", "define", "wisdomData"].filter((name) => name in globalThis), []);
});
