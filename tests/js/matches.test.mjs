import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts, load } from "./fixture.mjs";

const { openData, findMatches } = engineParts("{ openData, findMatches }");
const data = await openData(load).open();
const find = (query, filters = {}) => findMatches(data, query, filters);

test("every match has a score, and the best match comes first", async () => {
  const { how, refs, scores } = await find("whale ");
  assert.equal(how, "all");
  assert.ok(refs.length > 1);
  assert.deepEqual([...scores.keys()].sort(), [...refs].sort());
  const ordered = refs.map((ref) => scores.get(ref));
  assert.deepEqual(ordered, [...ordered].sort((a, b) => b - a));
});

test("by date the newest match comes first", async () => {
  const { refs } = await find("whale ", { order: "date" });
  assert.deepEqual(refs, [...refs].sort((a, b) => b - a)); // posts are numbered from the oldest
});

test("some words are enough where no post has all, but not for a phrase", async () => {
  assert.equal((await find("narwhal hedgehog ")).how, "some");
  const phrase = await find('"narwhal hedgehog"');
  assert.deepEqual([phrase.how, phrase.refs], ["none", []]);
});

test("a misspelt word is replaced, and the replacement is named", async () => {
  const { how, instead, refs } = await find("narwahl ");
  assert.deepEqual([how, instead], ["similar", ["narwhal"]]);
  assert.deepEqual(refs, (await find("narwhal ")).refs);
});

test("a misspelt word is replaced beside words that posts have", async () => {
  const { how, instead, refs } = await find("narwahl corner ");
  assert.deepEqual([how, instead], ["similar", ["narwhal"]]);
  assert.deepEqual(refs, (await find("narwhal corner ")).refs);
});

test("nothing matches a word that resembles none, nor an empty query", async () => {
  for (const query of ["qqqqqqqq ", ""]) {
    const { how, refs, scores } = await find(query);
    assert.deepEqual([how, refs, scores.size], ["none", [], 0]);
  }
});
