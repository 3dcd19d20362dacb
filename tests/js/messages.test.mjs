import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const Messages = pageParts(["messages"], "Messages");
const words = new Messages({
  language: "ru",
  comma: ", ",
  date: "{day} {month} {year} г. ({number})",
  months_in_dates: ["января", "февраля", "марта"],
  more: "Ещё {count}",
  posts: { one: "{count} запись", few: "{count} записи", many: "{count} записей" },
});

test("a text has the form of its number", () => {
  const say = (count) => words.say("posts", { count });
  assert.deepEqual([1, 3, 11, 21].map(say), ["1 запись", "3 записи", "11 записей", "21 запись"]);
  assert.equal(words.say("more", { count: 2 }), "Ещё 2");
  assert.equal(new Messages({ language: "en", failed: "Not now." }).say("failed"), "Not now.");
});

test("a date and a list", () => {
  assert.equal(words.date("2024-03-05T23:00:00+00:00"), "5 марта 2024 г. (3)");
  assert.equal(words.list(["a", "b"]), "a, b");
});

test("a number has the language's marks and Western digits", () => {
  assert.equal(words.number(12.5), "12,5");
  assert.equal(words.number(3, { minimumFractionDigits: 1 }), "3,0");
  assert.equal(new Messages({ language: "ar" }).number(12), "12");
});
