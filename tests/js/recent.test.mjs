import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

/** Return the functions with a storage, and its content. */
function open(content = {}) {
  const localStorage = {
    getItem: (key) => content[key] ?? null,
    setItem: (key, value) => (content[key] = value),
  };
  const names = "{ readRecent, keepRecent, forgetRecent }";
  return { ...pageParts(["kept", "recent"], names, { localStorage }), content };
}

test("the latest search comes first, each once", () => {
  const { readRecent, keepRecent, content } = open();
  assert.deepEqual(readRecent(), []);
  for (const query of ["sea", "whale", "sea", ""]) keepRecent(query);
  assert.deepEqual(readRecent(), ["sea", "whale"]);
  assert.deepEqual(content, { "wisdom.recent": '["sea","whale"]' });
});

test("eight are kept", () => {
  const { readRecent, keepRecent } = open();
  for (const query of "abcdefghij") keepRecent(query);
  assert.deepEqual(readRecent(), [..."jihgfedc"]);
});

test("one is forgotten", () => {
  const { readRecent, forgetRecent } = open({ "wisdom.recent": '["sea","whale"]' });
  forgetRecent("sea");
  forgetRecent("squid");
  assert.deepEqual(readRecent(), ["whale"]);
});

test("malformed entries are left out", () => {
  const read = (value) => open({ "wisdom.recent": value }).readRecent();
  assert.deepEqual([read("{"), read("{}"), read('["sea", 1, null]')], [[], [], ["sea"]]);
});

test("a forbidden storage keeps nothing", () => {
  const localStorage = new Proxy({}, {
    get() {
      throw new Error("forbidden");
    },
  });
  const { readRecent, keepRecent } = pageParts(["kept", "recent"], "{ readRecent, keepRecent }", { localStorage });
  keepRecent("sea");
  assert.deepEqual(readRecent(), []);
});
