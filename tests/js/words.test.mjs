import assert from "node:assert/strict";
import { test } from "node:test";

import { importAsset, lunr, readJson } from "./fixture.mjs";

const { createStemmer, cutWords, fold } = await importAsset("words.js");

test("texts are folded, cut and stemmed as in Python, over all letters of Unicode 3.2", async () => {
  const stemmers = {
    en: createStemmer(lunr, "en"),
    none: createStemmer(lunr, "none"),
  };
  const different = [];
  for (const [text, language, folded, terms] of await readJson("terms.json")) {
    const found = [text, language, fold(text), cutWords(text, language).map(stemmers[language])];
    if (found[2] !== folded || found[3].join(" ") !== terms.join(" ")) {
      different.push({ found, folded, terms });
    }
  }
  assert.deepEqual(different, []);
});
