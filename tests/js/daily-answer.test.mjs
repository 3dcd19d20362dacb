import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const ANSWER = { day: "2026-11-28", pair: "a1", side: 1, row: 2 };

function open(content = {}) {
  const localStorage = {
    getItem: (key) => content[key] ?? null,
    setItem: (key, value) => (content[key] = value),
  };
  return { ...pageParts(["kept", "daily-answer"], "{ readAnswer, writeKept }", { localStorage }), content };
}

test("an answer stays", () => {
  const { writeKept, content } = open();
  writeKept("k", ANSWER);
  assert.deepEqual(open(content).readAnswer("k"), ANSWER);
});

test("what is no answer is none", () => {
  const broken = [{ ...ANSWER, side: 2 }, { ...ANSWER, row: -1 }, { ...ANSWER, row: "2" }, { ...ANSWER, day: 5 }, {}, null];
  for (const answer of broken) {
    assert.equal(open({ k: JSON.stringify(answer) }).readAnswer("k"), null);
  }
  assert.equal(open({ k: "no JSON" }).readAnswer("k"), null);
  assert.equal(open().readAnswer("k"), null);
});

test("a storage that is forbidden changes nothing", () => {
  const forbid = () => {
    throw new Error("forbidden");
  };
  const localStorage = { getItem: forbid, setItem: forbid };
  const { readAnswer, writeKept } = pageParts(["kept", "daily-answer"], "{ readAnswer, writeKept }", { localStorage });
  writeKept("k", ANSWER);
  assert.equal(readAnswer("k"), null);
});
