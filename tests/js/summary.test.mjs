import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const summarize = pageParts(["summary"], "summarize");
const say = (answer) => summarize("sea", { how: "all", instead: [], cut: false, total: 2, ...answer });

test("one post and several", () => {
  assert.equal(say({ total: 1 }), "1 post matches “sea”.");
  assert.equal(say({}), "2 posts match “sea”.");
});

test("none", () => {
  assert.equal(say({ how: "none", total: 0 }), "No posts match “sea”.");
  assert.equal(say({ total: 0 }), "No posts match “sea”.");
});

test("some of the words", () => {
  assert.equal(say({ how: "some", total: 1 }), "No post has all of “sea”; 1 post has some of it.");
  assert.equal(say({ how: "some" }), "No post has all of “sea”; 2 posts have some of it.");
});

test("corrected words, of which three are named", () => {
  const one = { how: "similar", instead: ["see"] };
  assert.equal(say(one), "Nothing for “sea”. 2 posts match “see”.");
  const four = { how: "similar", instead: ["a", "b", "c", "d"], total: 1 };
  assert.equal(say(four), "Nothing for “sea”. 1 post matches “a” or “b” or “c”.");
});

test("a phrase that was looked for in the first posts only", () => {
  assert.equal(say({ cut: true }), "2 posts match “sea” among the 200 that were read.");
});
