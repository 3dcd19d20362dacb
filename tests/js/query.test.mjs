import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts } from "./fixture.mjs";

const parseQuery = engineParts("parseQuery");

/** Write a query's clauses as `kind:word`, followed by its phrases. */
function parse(query, language = "en") {
  const { clauses, phrases } = parseQuery(query, language);
  const list = clauses.map(({ word, kind }) => `${kind}:${word}`);
  return [...list, ...phrases.map((words) => words.join("+"))];
}

test("the last word is a prefix until a character follows that is in no word", () => {
  assert.deepEqual(parse("the Whale"), ["word:the", "prefix:whale"]);
  assert.deepEqual(parse("the Whale "), ["word:the", "word:whale"]);
  assert.deepEqual(parse("whale."), ["word:whale"]);
  assert.deepEqual(parse("whale'"), ["prefix:whale"]);
});

test("a byte-order mark divides no word", () => {
  assert.deepEqual(parse("wha\ufeffle "), ["word:whale"]);
});

test("a hyphen divides words", () => {
  assert.deepEqual(parse("sea-captain "), ["word:sea", "word:captain"]);
});

test("an asterisk at a word's end makes it a prefix, another one a pattern", () => {
  assert.deepEqual(parse("narw* "), ["prefix:narw"]);
  assert.deepEqual(parse("*whal n**l* "), ["pattern:*whal", "pattern:n*l*"]);
});

test("an asterisk alone, or beside more than one word, is left out", () => {
  assert.deepEqual(parse("* "), []);
  assert.deepEqual(parse("sea-cap*n "), ["word:sea", "word:cap", "word:n"]);
});

test("quotation marks of any kind make a phrase, whose words are clauses too", () => {
  for (const phrase of ['"a whale"', "“a whale”", "„a whale“", "«a whale»"]) {
    const parsed = parse(`sea ${phrase}`);
    assert.deepEqual(parsed, ["word:a", "word:whale", "word:sea", "a+whale"], phrase);
  }
});

test("a quotation mark alone, and an empty phrase, are left out", () => {
  assert.deepEqual(parse('sea "whale'), ["word:sea", "prefix:whale"]);
  assert.deepEqual(parse('sea "" "*" '), ["word:sea"]);
});

test("words are cut by the rules of the language", () => {
  assert.deepEqual(parse("l'eau ", "fr"), ["word:l", "word:eau"]);
  assert.deepEqual(parse("whale's ", "en"), ["word:whale"]);
  assert.deepEqual(parse("我喜欢"), ["word:我喜", "prefix:喜欢"]);
});
