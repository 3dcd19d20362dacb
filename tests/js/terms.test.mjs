import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts } from "./fixture.mjs";

const parts = engineParts("{ createStemmer, expandClause, mergeTerms }");
const { createStemmer, expandClause, mergeTerms } = parts;

const RANGES = [
  { bound: "b", terms: "be sea", from: 0 },
  { bound: "w", terms: "whale whaler whales whaling", from: 2 },
  { bound: "喜", terms: "喜欢 欢 欢鲸 鲸鱼", from: 6 },
];
const files = {
  lexicon: RANGES.map(({ terms }) => terms).join(" "),
  ...Object.fromEntries(
    RANGES.map(({ terms, from }, number) => {
      const postings = terms.split(" ").map((_, place) => [[from + place, 1], [500, 250]]);
      return [`terms-${number}`, { first: from, terms, postings }];
    }),
  ),
};

/** Return the terms that a clause means, as `term^boost`, and the files that were read for it. */
async function expand(word, kind = "word", instead = undefined) {
  const names = [];
  const read = async (name, unpack) => {
    names.push(name);
    return unpack(files[name]);
  };
  const data = { manifest: { ranges: RANGES.map(({ bound }) => bound) }, read, stem: createStemmer("en") };
  const found = await expandClause(data, { word, kind, instead });
  return { terms: found.map(({ term, boost }) => `${term}^${boost}`), names: [...new Set(names)] };
}

test("a word means itself and its other forms", async () => {
  const terms = ["whale^10", "whales^5", "whaling^5"];
  assert.deepEqual(await expand("whale"), { terms, names: ["terms-1"] });
});

test("a prefix means the words that begin with it, too", async () => {
  assert.deepEqual((await expand("whale", "prefix")).terms, ["whale^10", "whaler^1", "whales^5", "whaling^5"]);
  assert.deepEqual((await expand("s", "prefix")).terms, []);
});

test("a single letter loads one range", async () => {
  assert.deepEqual(await expand("w", "prefix"), { terms: [], names: ["terms-1"] });
  assert.deepEqual(await expand("a"), { terms: [], names: [] });
});

test("a pair of a run means itself, a single character all pairs that begin with it", async () => {
  assert.deepEqual(await expand("鲸鱼", "prefix"), { terms: ["鲸鱼^10"], names: ["terms-2"] });
  assert.deepEqual((await expand("欢")).terms, ["欢^10", "欢鲸^10"]);
});

test("a pattern is looked up in the lexicon, and each match in its range", async () => {
  const found = await expand("*e", "pattern");
  assert.deepEqual(found, { terms: ["be^5", "whale^5"], names: ["lexicon", "terms-0", "terms-1"] });
});

test("corrections replace the word; those that the index lacks are left out", async () => {
  assert.deepEqual((await expand("seaa", "word", ["sea", "seal"])).terms, ["sea^5"]);
});

test("a term has its number, and the posts and weights of its fields", async () => {
  const range = { first: 7, terms: "sea whale", postings: [[[1], [9]], [[2, 3], [500, 250], [4], [900]]] };
  const read = async (name, unpack) => unpack(range);
  const clause = { word: "whale", kind: "word", instead: ["whale"] };
  assert.deepEqual(await expandClause({ manifest: { ranges: ["s"] }, read }, clause), [
    {
      term: "whale",
      index: 8,
      boost: 5,
      fields: [{ refs: [2, 5], weights: [500, 250] }, { refs: [4], weights: [900] }],
    },
  ]);
});

test("a term that several clauses mean is merged, and its boosts are added", () => {
  const [sea, whale] = ["sea", "whale"].map((term) => ({ term, index: 0, boost: 5, fields: [] }));
  assert.deepEqual(mergeTerms([sea, whale, { ...sea, boost: 10 }]), [{ ...sea, boost: 15 }, whale]);
});
