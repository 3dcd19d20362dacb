import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts } from "./fixture.mjs";

const { createStemmer, formPrefix } = engineParts("{ createStemmer, formPrefix }");

test("English words are stemmed by lunr itself", () => {
  const words = ["whales", "whaling", "happy", "happiness", "tries"];
  assert.deepEqual(words.map(createStemmer("en")), ["whale", "whale", "happi", "happi", "tri"]);
});

test("a language without a stemmer keeps its words", () => {
  assert.deepEqual(["鲸鱼", "whales"].map(createStemmer("zh")), ["鲸鱼", "whales"]);
});

test("forms begin as the word and its stem do, except for the last character", () => {
  assert.equal(formPrefix("happy", "happi"), "hap");
  assert.equal(formPrefix("whaling", "whale"), "wha");
  assert.equal(formPrefix("tries", "tri"), "tr");
});

test("a prefix of two characters or fewer is left whole", () => {
  assert.equal(formPrefix("be", "be"), "be");
  assert.equal(formPrefix("went", "go"), "");
});
