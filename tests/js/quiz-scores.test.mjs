import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const KEY = "wisdom.quiz./sea/quiz.json";
const PAIRS = [..."abc"].map((id) => ({ id }));

/** Return the scores of a place, and the content of the storage. */
function open(content = {}) {
  const localStorage = {
    getItem: (key) => content[key] ?? null,
    setItem: (key, value) => (content[key] = value),
    removeItem: (key) => delete content[key],
  };
  const Scores = pageParts(["kept", "quiz-scores"], "Scores", { localStorage });
  return { scores: new Scores("/sea/quiz.json"), content };
}

test("games add up, and stay", () => {
  const { scores, content } = open();
  scores.addGame(7, 10);
  scores.addGame(4, 10);
  assert.deepEqual(JSON.parse(content[KEY]), { right: 11, count: 20, seen: [] });
  assert.deepEqual(open(content).scores.kept, { right: 11, count: 20, seen: [] });
});

test("pairs are seen until all were", () => {
  const { scores } = open();
  scores.addSeen("b", PAIRS);
  scores.addSeen("a", PAIRS);
  scores.addSeen("a", PAIRS);
  assert.deepEqual([...scores.seen], ["a", "b"]);
  scores.addSeen("c", PAIRS);
  assert.deepEqual([...scores.seen], []);
});

test("pairs that a build left out are forgotten", () => {
  const { scores } = open({ [KEY]: '{"right":1,"count":2,"seen":["x","a"]}' });
  scores.addSeen("b", PAIRS);
  assert.deepEqual(scores.kept, { right: 1, count: 2, seen: ["a", "b"] });
});

test("all is forgotten", () => {
  const { scores, content } = open({ [KEY]: '{"right":1,"count":2,"seen":["a"]}', other: "1" });
  scores.forget();
  assert.deepEqual(content, { other: "1" });
  assert.deepEqual(scores.kept, { right: 0, count: 0, seen: [] });
});

test("malformed scores begin again", () => {
  for (const value of [
    "{", "null", "3", "{}", '{"right":3,"count":2,"seen":[]}', '{"right":-1,"count":2,"seen":[]}',
    '{"right":"1","count":2,"seen":[]}', '{"right":1,"count":2,"seen":{}}',
  ]) {
    assert.deepEqual(open({ [KEY]: value }).scores.kept, { right: 0, count: 0, seen: [] }, value);
  }
});

test("where the storage is forbidden, the page keeps the scores", () => {
  const localStorage = new Proxy({}, {
    get() {
      throw new Error("forbidden");
    },
  });
  const Scores = pageParts(["kept", "quiz-scores"], "Scores", { localStorage });
  const scores = new Scores("/sea/quiz.json");
  scores.addGame(7, 10);
  scores.addSeen("a", PAIRS);
  assert.deepEqual(scores.kept, { right: 7, count: 10, seen: ["a"] });
  scores.forget();
  assert.deepEqual(scores.kept, { right: 0, count: 0, seen: [] });
});
