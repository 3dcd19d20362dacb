import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const relateDate = pageParts(["dates"], "relateDate");
const POST = "2026-10-28T00:00:00+00:00";

test("the last seven days are written in words", () => {
  const tell = (now) => relateDate(POST, new Date(now), "en");
  assert.equal(tell("2026-10-28T23:59:00"), "today");
  assert.equal(tell("2026-10-29T00:01:00"), "yesterday");
  assert.equal(tell("2026-11-03T12:00:00"), "6 days ago");
});

test("older and future dates stay as they are", () => {
  for (const now of ["2026-11-04T00:01:00", "2026-10-27T23:59:00", "2027-10-28T12:00:00"]) {
    assert.equal(relateDate(POST, new Date(now), "en"), null, now);
  }
});

test("the words are of the page's language", () => {
  assert.equal(relateDate(POST, new Date("2026-10-29T12:00:00"), "de"), "gestern");
});

test("a date ahead is written in words, and none that has passed", () => {
  const tell = (now) => relateDate("2026-11-29", new Date(now), "en", { ahead: true });
  assert.equal(tell("2026-11-29T12:00:00"), "today");
  assert.equal(tell("2026-11-28T23:59:00"), "tomorrow");
  assert.equal(tell("2026-11-23T12:00:00"), "in 6 days");
  assert.equal(tell("2026-11-22T12:00:00"), null);
  assert.equal(tell("2026-11-30T12:00:00"), null);
});
