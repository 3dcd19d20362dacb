import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts } from "./fixture.mjs";

const { scorePosts, orderPosts } = engineParts("{ scorePosts, orderPosts }");

const none = { refs: [], weights: [] };
const sea = { term: "sea", index: 3, boost: 1, fields: [{ refs: [0, 2], weights: [500, 500] }, none] };
const whale = { term: "whale", index: 5, boost: 1, fields: [{ refs: [2], weights: [500] }, none] };

test("a post's score grows with the weights and boosts of its terms", () => {
  const both = scorePosts([sea, whale], new Set([0, 2]));
  assert.deepEqual([...both.keys()], [2, 0]);
  assert.equal(both.get(2), 2 * both.get(0));
  const boosted = scorePosts([sea, { ...whale, boost: 3 }], new Set([0, 2]));
  assert.equal(Math.round(boosted.get(2) / boosted.get(0)), 4);
});

test("other posts are not scored", () => {
  assert.deepEqual([...scorePosts([sea, whale], new Set([0])).keys()], [0]);
});

test("the best come first, the newest of equals, and noise decides nothing", () => {
  const scores = new Map([[0, 0.5], [1, 0.7], [2, 0.5 - 1e-9], [3, 0.1]]);
  assert.deepEqual(orderPosts(scores), [1, 2, 0, 3]);
  assert.deepEqual(orderPosts(scores, "relevance"), [1, 2, 0, 3]);
  assert.deepEqual(orderPosts(scores, "date"), [3, 2, 1, 0]);
});
