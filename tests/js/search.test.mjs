import assert from "node:assert/strict";
import { test } from "node:test";

import { importAsset, lunr, readJson } from "./fixture.mjs";

const { findPosts, listClauses, openSearch, orderHits, planQuery } = await importAsset("search.js");
const { createStemmer } = await importAsset("words.js");

const stem = createStemmer(lunr, "en");
const index = lunr.Index.load(await readJson("index.json"));
const plan = (query) => planQuery(query, "en", stem);
const find = (query) => {
  const { all, hits } = findPosts(index, plan(query));
  return { all, refs: hits.map(({ ref }) => ref).sort() };
};

test("lunr.js gives the same posts the same scores as lunr.py", async () => {
  const expected = await readJson("expected.json");
  assert.ok(expected.length >= 50);
  for (const { query, clauses, scores } of expected) {
    const results =
      clauses.length === 0
        ? []
        : index.query((q) => clauses.forEach((c) => q.clause({ ...c, usePipeline: false })));
    const found = Object.fromEntries(results.map(({ ref, score }) => [ref, score]));
    assert.deepEqual(Object.keys(found).sort(), Object.keys(scores).sort(), query);
    for (const [ref, score] of Object.entries(scores)) {
      assert.ok(Math.abs(found[ref] - score) < 1e-9, `${query}: ${ref} ${found[ref]} ${score}`);
    }
  }
});

test("a query becomes the same clauses as in Python, and the endings of its last word", async () => {
  for (const { query, clauses } of await readJson("expected.json")) {
    const endings = new Set(plan(query).flatMap((wish) => wish.endings));
    const found = listClauses(plan(query)).filter(({ term, boost }) => boost > 1 || !endings.has(term));
    assert.deepEqual(found, clauses, query);
  }
});

test("all words are wanted, in any form", () => {
  assert.deepEqual(find("whales sang "), { all: true, refs: ["2026-10-06"] });
  assert.deepEqual(find("playing broomstick "), { all: true, refs: ["2026-10-12"] });
});

test("some of the words are enough where no post has all", () => {
  assert.deepEqual(find("narwhal hedgehog "), { all: false, refs: ["2026-10-21", "2026-10-28"] });
});

test("the last word is a prefix until a space follows", () => {
  assert.deepEqual(find("narw").refs, ["2026-10-28"]);
  assert.deepEqual(find("narw ").refs, []);
  assert.deepEqual(find("hedgehog la").refs, ["2026-10-21"]);
});

for (const word of ["whaling", "happiness", "tries", "running", "carpenter", "universal"]) {
  test(`every beginning of "${word}" finds what the word finds`, () => {
    const whole = find(`${word} `).refs;
    assert.notDeepEqual(whole, []);
    for (let length = 1; length <= word.length; length += 1) {
      const { refs } = find(word.slice(0, length));
      assert.deepEqual(whole.filter((ref) => !refs.includes(ref)), [], word.slice(0, length));
    }
  });
}

test("accents and case make no difference", () => {
  assert.deepEqual(find("cafe ").refs, ["2026-10-03"]);
  assert.deepEqual(find("CAFÉ "), find("cafe "));
  assert.deepEqual(find("STRASSE ").refs, ["2026-10-14"]);
  assert.deepEqual(find("σοφοσ ").refs, ["2026-10-20"]);
});

test("Han and kana are found inside a run", () => {
  assert.deepEqual(find("鲸鱼").refs, ["2026-10-05"]);
  assert.deepEqual(find("歌う").refs, ["2026-10-06"]);
});

test("small words are words", () => {
  assert.deepEqual(find("to be or not to be ").refs, ["2026-10-04"]);
});

test("lunr's operators are harmless", () => {
  for (const query of ["title:whale", "+whale", "-whale", "whale^10", '"whale"']) {
    assert.ok(find(query).refs.includes("2026-10-26"), query);
  }
  for (const query of ["*", ":", "~1^+", "", " ", "🐋", "\\", "'"]) {
    const { refs } = find(query);
    if (!/\d/.test(query)) assert.deepEqual(refs, [], query);
  }
});

test("equal scores stand in the order of their dates, newest first", () => {
  const hits = [
    { ref: "a", date: "2026-01-01", score: 0.5 },
    { ref: "b", date: "2026-01-03", score: 0.5 + 1e-12 },
    { ref: "c", date: "2026-01-02", score: 0.5 },
    { ref: "d", date: "2025-01-01", score: 0.6 },
  ];
  assert.deepEqual(orderHits(hits).map(({ ref }) => ref), ["d", "b", "c", "a"]);
});

test("an answer has what a page shows", async () => {
  const { all, hits } = await openSearch(readJson, async () => lunr).answer("hedgehog");
  assert.equal(all, true);
  const [{ ref, url, date, title, snippet }] = hits;
  assert.deepEqual(
    { ref, url, date },
    { ref: "2026-10-21", url: "wisdom/posts/2026-10-21/", date: "2026-10-21" },
  );
  assert.deepEqual(title, [{ text: "Кит и ёж", marked: false }]);
  assert.deepEqual(
    snippet.filter(({ marked }) => marked),
    [{ text: "hedgehog", marked: true }],
  );
});

test("nothing is loaded before it is needed, and nothing twice", async () => {
  const names = [];
  const fetchJson = (name) => {
    names.push(name.split("?")[0]);
    return readJson(name);
  };
  const search = openSearch(fetchJson, async () => lunr);
  assert.deepEqual(names, []);
  await search.prepare();
  await search.answer("whale");
  await search.answer("sea");
  assert.deepEqual(names.sort(), ["index.json", "manifest.json", "posts.json"]);
});

test("what failed to load is tried again", async () => {
  let broken = true;
  const fetchJson = (name) => (broken ? Promise.reject(new Error("offline")) : readJson(name));
  const search = openSearch(fetchJson, async () => lunr);
  await assert.rejects(search.answer("whale"), /offline/);
  broken = false;
  assert.equal((await search.answer("narwhal")).hits.length, 1);
});

test("a manifest of another version is refused", async () => {
  const search = openSearch(async () => ({ version: 2 }), async () => lunr);
  await assert.rejects(search.answer("whale"), /found version 2, expected 1/);
});

test("a feed without posts answers with none", async () => {
  const manifest = { version: 1, language: "en", count: 0, index: [], posts: [] };
  const search = openSearch(async () => manifest, async () => lunr);
  assert.deepEqual(await search.answer("whale"), { all: true, hits: [] });
});

test("a post that is in the index but no longer in the texts is left out", async () => {
  const fetchJson = async (name) => {
    const content = await readJson(name);
    return name.startsWith("posts") ? content.filter(({ ref }) => ref !== "2026-10-28") : content;
  };
  const { hits } = await openSearch(fetchJson, async () => lunr).answer("narwhal");
  assert.deepEqual(hits, []);
});
