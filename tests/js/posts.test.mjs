import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts } from "./fixture.mjs";

const parts = engineParts("{ unite, intersect, postsWith, filterPosts, keepPhrases, readPost }");
const { unite, intersect, postsWith, filterPosts, keepPhrases, readPost } = parts;

const files = {
  tags: { sea: [1, 2], constructor: [4] },
  "posts-0": [
    ["a/", "", "2020-01-01", [], "A whale sang."],
    ["b/", "The Whale", "2020-01-02", ["sea"], "It sang a whale of a song: 我喜欢鲸鱼."],
  ],
  "posts-1": [["c/", "", "2021-01-01", [], "Sang a whale?"]],
};
const data = {
  manifest: { chunk: 2, language: "en", years: [[2020, 0], [2021, 2], [2023, 4]] },
  read: async (name) => files[name],
};
const all = new Set([0, 1, 2, 3, 4, 5]);
const filter = async (filters) => [...(await filterPosts(data, all, filters))];

test("sets are united and intersected", () => {
  assert.deepEqual(unite([new Set([1, 2]), new Set([2, 3])]), new Set([1, 2, 3]));
  assert.deepEqual(intersect(new Set([1, 2]), new Set([2, 3])), new Set([2]));
});

test("a post has a term in its text or its title", () => {
  const terms = [{ fields: [{ refs: [1, 2] }, { refs: [5] }] }, { fields: [{ refs: [2] }, { refs: [] }] }];
  assert.deepEqual(postsWith(terms), new Set([1, 2, 5]));
});

test("a year is a range of numbers", async () => {
  assert.deepEqual(await filter({ year: 2020 }), [0, 1]);
  assert.deepEqual(await filter({ year: "2021" }), [2, 3]);
  assert.deepEqual(await filter({ year: 2023 }), [4, 5]);
  assert.deepEqual(await filter({ year: 2022 }), []);
  assert.deepEqual(await filter({ year: "x" }), []);
});

test("a tag's posts are differences; no property of objects is a tag", async () => {
  assert.deepEqual(await filter({ tag: "sea" }), [1, 3]);
  assert.deepEqual(await filter({ tag: "sea", year: 2021 }), [3]);
  assert.deepEqual(await filter({ tag: "constructor" }), [4]);
  assert.deepEqual(await filter({ tag: "toString" }), []);
  assert.deepEqual(await filter({}), [...all]);
});

test("a post is read from the file that holds its number", async () => {
  const post = { ref: 2, url: "c/", title: "", date: "2021-01-01", tags: [], text: "Sang a whale?" };
  assert.deepEqual(await readPost(data, 2), post);
});

test("posts keep their order, and those with every phrase are kept", async () => {
  assert.deepEqual(await keepPhrases(data, [2, 1, 0], [["sang", "a", "whale"]]), [2, 1]);
  assert.deepEqual(await keepPhrases(data, [2, 1, 0], [["a", "whale"], ["the", "whale"]]), [1]);
  assert.deepEqual(await keepPhrases(data, [0, 1, 2], [["whale", "a"]]), []);
});

test("a single character is found inside a run", async () => {
  assert.deepEqual(await keepPhrases(data, [0, 1], [["鱼"]]), [1]);
  assert.deepEqual(await keepPhrases(data, [0, 1], [["喜欢", "欢鲸"]]), [1]);
});
