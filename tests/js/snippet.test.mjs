import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts, show } from "./fixture.mjs";

const { cutSnippet, markText } = engineParts("{ cutSnippet, markText }");
const mark = (text, ...terms) => show(markText(text, new Set(terms), "en"));
const cut = (text, size, ...terms) => show(cutSnippet(text, new Set(terms), "en", size));

test("whole words are marked, whatever their case and accents", () => {
  assert.equal(mark("Whales, whaling and whalebone.", "whales"), "[Whales], whaling and whalebone.");
  assert.equal(mark("The CAFÉ and the cafeteria", "cafe"), "The [CAFÉ] and the cafeteria");
  assert.equal(mark("“The whale’s eye”", "whale"), "“The [whale’s] eye”");
  assert.equal(mark("'Don't!' said he", "don't"), "'[Don't]!' said he");
  assert.equal(mark("sea-captain—never", "captain"), "sea-[captain]—never");
});

test("pairs of Han are marked in a run, and overlapping ones as one", () => {
  assert.equal(mark("我喜欢鲸鱼。", "鲸鱼"), "我喜欢[鲸鱼]。");
  assert.equal(mark("我喜欢鲸鱼。", "喜欢", "欢鲸"), "我[喜欢鲸]鱼。");
  assert.equal(mark("我喜欢鲸鱼。", "鱼"), "我喜欢鲸[鱼]。");
});

test("a mark covers the characters that nobody sees", () => {
  assert.equal(mark("The inter\u00adnational sea", "international"), "The [inter\u00adnational] sea");
  assert.equal(mark("ตลา\u200bดน้ำ", "าด"), "ตล[า\u200bด]น้ำ");
  assert.equal(mark("I ❤️ 👍🏽.", "❤", "👍"), "I [❤️] [👍🏽].");
});

test("names with signs are marked whole", () => {
  assert.equal(mark("I write C++, F# and .NET.", "c++", "f#", ".net"), "I write [C++], [F#] and [.NET].");
  assert.equal(mark("Since v1.2.3. Then", "1.2.3"), "Since [v1.2.3]. Then");
  assert.equal(mark("end.Net", "net"), "end.[Net]");
});

test("text that looks like HTML stays text", () => {
  assert.deepEqual(markText("<b>whale</b>", new Set(["whale"]), "en"), [
    { text: "<b>", marked: false },
    { text: "whale", marked: true },
    { text: "</b>", marked: false },
  ]);
});

test("a text without a hit, and an empty one", () => {
  assert.deepEqual(markText("sea", new Set(["whale"]), "en"), [{ text: "sea", marked: false }]);
  assert.deepEqual(markText("", new Set(["whale"]), "en"), []);
});

test("a short text is shown whole, on one line", () => {
  assert.equal(cut("one\n\ntwo  whales", 240, "whales"), "one two [whales]");
});

test("a long text is cut at words around the hit", () => {
  const text = `${"water ".repeat(40)}narwhal ${"water ".repeat(40)}`;
  assert.equal(cut(text, 40, "narwhal"), "… water [narwhal] water water water water …");
});

test("of several places, the one with the most different terms is shown", () => {
  const text = `whale ${"water ".repeat(40)}the hedgehog and the whale ${"water ".repeat(40)}`;
  assert.equal(cut(text, 48, "whale", "hedgehog"), "… water the [hedgehog] and the [whale] water water …");
});

test("the end of a text has no ellipsis after it", () => {
  const text = `${"water ".repeat(40)}narwhal`;
  assert.equal(cut(text, 30, "narwhal"), "… water water water [narwhal]");
});

test("without a hit the text's beginning is shown", () => {
  assert.equal(cut("water ".repeat(40), 20, "whale"), "water water water …");
});

test("a word longer than the snippet is cut, and no character in two", () => {
  assert.equal(cut(`${"x".repeat(100)} whale`, 10, "nothing"), `${"x".repeat(10)} …`);
  for (const size of [9, 10]) assert.ok(cut("🐋".repeat(50), size, "nothing").isWellFormed());
  assert.equal(cut("🐋".repeat(50), 9, "nothing"), `${"🐋".repeat(4)} …`);
});
