import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const { Messages, tailOfCoin, describeChance } = pageParts(
  ["messages", "quiz-chance"],
  "{ Messages, tailOfCoin, describeChance }",
);
const messages = new Messages({
  language: "en",
  quiz_chance_most: "{half}, most",
  quiz_chance_some: "{half}, one in {number}",
});

test("the chances of a coin are exact", () => {
  const chances = [0, 1, 5, 7, 10].map((right) => tailOfCoin(right, 10));
  assert.deepEqual(chances, [1, 1023 / 1024, 638 / 1024, 176 / 1024, 1 / 1024]);
  assert.equal(tailOfCoin(2, 3), 0.5);
});

test("a score is compared with a coin in words", () => {
  const said = [0, 5, 6, 7, 8, 9, 10].map((right) => describeChance(right, 10, messages));
  assert.deepEqual(said, [
    "5, most", "5, most", "5, one in 3", "5, one in 6", "5, one in 18", "5, one in 93",
    "5, one in 1,024",
  ]);
  assert.equal(describeChance(3, 3, messages), "1.5, one in 8");
});
