import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const { Messages, summarize } = pageParts(["messages", "summary"], "{ Messages, summarize }");
const words = new Messages({
  language: "en",
  comma: ", ",
  search_found: { one: "{count} post matches “{query}”.", other: "{count} posts match “{query}”." },
  search_cut: "Only the first 200 posts were read.",
  search_none: "No posts match “{query}”.",
  search_some: { one: "{count} post has some of “{query}”.", other: "{count} posts have some of “{query}”." },
  search_similar: { one: "{count} post matches {words}.", other: "{count} posts match {words}." },
  search_quoted: "“{word}”",
});
const say = (answer) => summarize(words, "sea", { how: "all", instead: [], cut: false, total: 2, ...answer });

test("one post and several", () => {
  assert.equal(say({ total: 1 }), "1 post matches “sea”.");
  assert.equal(say({}), "2 posts match “sea”.");
});

test("none", () => {
  assert.equal(say({ how: "none", total: 0 }), "No posts match “sea”.");
  assert.equal(say({ total: 0 }), "No posts match “sea”.");
});

test("some of the words", () => {
  assert.equal(say({ how: "some", total: 1 }), "1 post has some of “sea”.");
  assert.equal(say({ how: "some" }), "2 posts have some of “sea”.");
});

test("corrected words, of which three are named", () => {
  const one = { how: "similar", instead: ["see"] };
  assert.equal(say(one), "2 posts match “see”.");
  const four = { how: "similar", instead: ["a", "b", "c", "d"], total: 1 };
  assert.equal(say(four), "1 post matches “a”, “b”, “c”.");
});

test("a phrase that was looked for in the first posts only", () => {
  assert.equal(say({ cut: true }), "2 posts match “sea”. Only the first 200 posts were read.");
});
