import assert from "node:assert/strict";
import { test } from "node:test";

import { load, loadEngine, show } from "./fixture.mjs";

const { openSearch } = loadEngine();
const search = openSearch(load);
const stemOf = (url) => url.split("/").at(-2);
const find = async (query, options = {}) => {
  const { how, hits } = await search.answer(query, { count: 100, ...options });
  return { how, refs: hits.map(({ url }) => stemOf(url)).sort() };
};

test("all words are wanted, in any form", async () => {
  assert.deepEqual(await find("whales sang "), { how: "all", refs: ["2026-10-06"] });
  assert.deepEqual(await find("playing broomstick "), { how: "all", refs: ["2026-10-12"] });
});

test("some of the words are enough where no post has all", async () => {
  const found = await find("narwhal hedgehog ");
  assert.deepEqual(found, { how: "some", refs: ["2026-10-21", "2026-10-28"] });
});

test("the last word is a prefix until a space follows", async () => {
  assert.deepEqual((await find("narw")).refs, ["2026-10-28"]);
  assert.deepEqual((await find("hedgehog la")).refs, ["2026-10-21"]);
  assert.notEqual((await find("narw ")).how, "all");
});

for (const word of ["whaling", "happiness", "tries", "running", "carpenter", "universal"]) {
  test(`every beginning of "${word}" finds what the word itself finds`, async () => {
    const { refs: whole } = await find(`${word} `);
    assert.notDeepEqual(whole, []);
    const exact = (await search.answer(`"${word}"`, { count: 100 })).hits.map(({ url }) => stemOf(url));
    for (let length = 2; length <= word.length; length += 1) {
      const { refs } = await find(word.slice(0, length));
      assert.deepEqual(exact.filter((ref) => !refs.includes(ref)), [], word.slice(0, length));
    }
  });
}

test("forms of a word are found from each other", async () => {
  for (const [one, other] of [["whale", "whaling"], ["try", "tries"], ["happy", "happiness"]]) {
    assert.deepEqual(await find(`${one} `), await find(`${other} `), one);
  }
});

test("a misspelt word is corrected if no post has it", async () => {
  for (const [typed, meant] of [
    ["narwahl ", "narwhal"],
    ["hedghog ", "hedgehog"],
    ["carpentre ", "carpenter"],
    ["xarpentrr ", "carpenter"],
  ]) {
    const { how, instead, hits } = await search.answer(typed);
    assert.equal(how, "similar", typed);
    assert.ok(instead.includes(meant), `${typed}: ${instead}`);
    assert.ok(hits.length > 0);
  }
  assert.equal((await search.answer("xyz ")).how, "none");
  assert.equal((await search.answer("qqqqqqqqqq ")).how, "none");
});

test("an asterisk is any number of characters", async () => {
  const { refs } = await find("narwhal ");
  for (const pattern of ["narw*", "*whal", "n*l", "na*wh*l", "*arwha*"]) {
    assert.ok((await find(pattern)).refs.includes(refs[0]), pattern);
  }
  assert.deepEqual((await find("*q*q*q*")).refs, []);
});

test("the words of a phrase are neighbours", async () => {
  const { hits } = await search.answer("there lives a narwhal ");
  const { refs } = await find('"lives a narwhal"');
  assert.deepEqual(refs, [stemOf(hits[0].url)]);
  assert.deepEqual(await find('"narwhal a lives"'), { how: "none", refs: [] });
  assert.deepEqual(await find("“lives a narwhal”"), { how: "all", refs });
  assert.deepEqual((await find('"lives a" narwhal ')).refs, refs);
  for (const phrase of ["我喜欢鲸鱼", "喜欢", "鱼"]) {
    assert.ok((await find(`"${phrase}"`)).refs.includes("2026-10-05"), phrase);
  }
});

test("accents and case make no difference", async () => {
  assert.deepEqual((await find("cafe ")).refs, ["2026-10-03"]);
  assert.deepEqual(await find("CAFÉ "), await find("cafe "));
  assert.deepEqual((await find("STRASSE ")).refs, ["2026-10-14"]);
  assert.deepEqual((await find("σοφοσ ")).refs, ["2026-10-20"]);
});

test("Han, kana and Hangul are found inside a run, a single character too", async () => {
  assert.deepEqual((await find("鲸鱼")).refs, ["2026-10-05"]);
  assert.deepEqual((await find("歌う")).refs, ["2026-10-06"]);
  assert.ok((await find("鱼")).refs.includes("2026-10-05"));
  assert.ok((await find("鲸")).refs.includes("2026-10-05"));
  assert.deepEqual((await find("鱼鲸")).how, "none");
});

test("small words are found too", async () => {
  assert.deepEqual((await find("to be or not to be ")).refs, ["2026-10-04"]);
});

test("filters by year and by tag", async () => {
  assert.deepEqual(await find("whale ", { year: 2026 }), await find("whale "));
  assert.equal((await find("whale ", { year: 1999 })).how, "none");
  assert.deepEqual((await find("歌う", { tag: "sea" })).refs, ["2026-10-06"]);
  assert.equal((await find("narwhal ", { tag: "sea" })).how, "none");
  assert.deepEqual((await find("narwhal ", { tag: "constructor" })).refs, ["2026-10-28"]);
  assert.equal((await find("narwhal ", { tag: "toString" })).how, "none");
  assert.deepEqual(await search.facets(), {
    years: [2026],
    tags: [["constructor", 1], ["sea", 2], ["汉", 1]],
  });
});

test("by date the newest comes first, by relevance the best", async () => {
  const dates = async (order) => {
    const { hits } = await search.answer("the ", { order, count: 100 });
    return hits.map(({ date }) => date);
  };
  const newest = await dates("date");
  assert.ok(newest.length > 10);
  assert.deepEqual(newest, [...newest].sort().reverse());
  assert.notDeepEqual(await dates("relevance"), newest);
});

test("hits come page by page", async () => {
  const { total, hits } = await search.answer("the ", { count: 100 });
  const first = await search.answer("the ", { count: 5 });
  const second = await search.answer("the ", { from: 5, count: 5 });
  assert.equal(first.total, total);
  assert.deepEqual([...first.hits, ...second.hits], hits.slice(0, 10));
});

test("a hit has all that a page shows", async () => {
  const { hits } = await search.answer("hedgehog");
  const [{ url, date, title, snippet, tags, terms }] = hits;
  assert.deepEqual([url, date], ["wisdom/posts/2026-10-21/", "2026-10-21T08:00:00+00:00"]);
  assert.deepEqual([show(title), tags, terms], ["Кит и ёж", [], ["hedgehog"]]);
  assert.match(show(snippet), /\[hedgehog\]/);
});

test("every query has an answer", async () => {
  const odd = [
    ...["", " ", "*", "**", "* *", ":", "~1^+", "\\", "'", '"', '""', '"*"', "“”", "🐋", "\u0000"],
    ...["title:whale", "+whale", "-whale", "whale^10", "whale~1", "[a-z]+", "(whale", "$^", ".*"],
    ...["__proto__", "constructor", "hasOwnProperty", "\ud800", "a\u0301*b", "鱼*", "*鱼", "’’’"],
    "x".repeat(10_000),
    "whale ".repeat(500),
    "*a".repeat(60),
  ];
  let state = 7;
  const characters = [..."abcwhale \"*'’~^+-:()[]\\/é鲸고🐋\n\t"];
  for (let count = 0; count < 300; count += 1) {
    let text = "";
    for (let length = count % 13; length >= 0; length -= 1) {
      state = (state * 48271) % 2147483647;
      text += characters[state % characters.length];
    }
    odd.push(text);
  }
  for (const query of odd) {
    const { how, total, hits } = await search.answer(query, { year: "x", tag: "__proto__" });
    assert.deepEqual([how, total, hits.length], ["none", 0, 0], query);
    assert.ok(["all", "some", "similar", "none"].includes((await search.answer(query)).how), query);
  }
});

test("nothing is loaded before it is needed, and nothing twice", async () => {
  const names = [];
  const noted = (name) => {
    names.push(name.split("/").at(-1));
    return load(name);
  };
  const fresh = openSearch(noted);
  assert.deepEqual(names, []);
  await Promise.all([fresh.prepare(), fresh.facets()]);
  assert.deepEqual(names, ["manifest"]);
  await fresh.answer("narwhal ");
  await fresh.answer("narwhal hedgehog ");
  assert.equal(new Set(names).size, names.length);
  assert.ok(!names.includes("lexicon"));
});

test("without posts nothing is found", async () => {
  const empty = { version: 2, language: "en", count: 0, ranges: [], chunk: 1, years: [], tags: [] };
  const nothing = openSearch(async (name) => (name === "manifest" ? empty : ""));
  assert.equal((await nothing.answer("whale")).how, "none");
});

test("no global is left behind but the engine's", () => {
  assert.deepEqual(Object.keys(globalThis.wisdomEngine), ["openAt", "openSearch", "markText"]);
  assert.deepEqual(["lunr", "define", "wisdomData", "mkdocsWisdom"].filter((name) => name in globalThis), []);
});
