import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const drawRounds = pageParts(["quiz-draw"], "drawRounds");
const pairs = [..."abcdefghij"].map((id) => ({
  id,
  author: id,
  machine: { text: id.toUpperCase(), url: `${id}/`, date: "2026-11-24" },
}));

/** Return numbers that seem random, the same each time (a linear congruential generator). */
function makeRandom() {
  let seed = 1;
  return () => (seed = (seed * 48271) % 2147483647) / 2147483647;
}

const random = makeRandom();
const draw = (seen, count) => drawRounds(pairs, new Set(seen), count, random);
const list = (rounds) => rounds.map(({ id }) => id).sort().join("");

test("a round has both sentences, and the machine's post", () => {
  const [{ id, sides }] = drawRounds(pairs.slice(0, 1), new Set(), 1, random);
  assert.equal(id, "a");
  const machine = sides.find(({ post }) => post);
  assert.deepEqual(machine, { text: "A", post: pairs[0].machine });
  assert.deepEqual(sides.find(({ post }) => !post), { text: "a", post: null });
});

test("pairs that were not seen come first", () => {
  assert.equal(list(draw("abcdef", 4)), "ghij");
  assert.deepEqual(draw("abcdefgh", 4).slice(0, 2).map(({ id }) => id).sort(), ["i", "j"]);
});

test("no pair comes twice", () => {
  assert.equal(list(draw("abcdefghij", 10)), "abcdefghij");
});

test("pairs and sides are drawn at random", () => {
  const games = Array.from({ length: 200 }, () => draw("", 5));
  const times = (id) => games.filter((rounds) => rounds.some((round) => round.id === id)).length;
  const left = games.flat().filter(({ sides }) => sides[0].post === null).length;
  for (const { id } of pairs) assert.ok(Math.abs(times(id) - 100) < 30, `${id}: ${times(id)}`);
  assert.ok(Math.abs(left - 500) < 60, `${left}`);
});

test("the pairs stay in their order", () => {
  draw("", 10);
  assert.equal(pairs.map(({ id }) => id).join(""), "abcdefghij");
});
