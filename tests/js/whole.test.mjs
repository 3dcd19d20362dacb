/** Compares the index cut into ranges with a whole index, which lunr.py built and lunr.js reads. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts, load, lunr, readJson } from "./fixture.mjs";

const serialized = await readJson("whole.json");
const whole = lunr.Index.load(serialized);
const terms = serialized.invertedIndex.map(([term]) => term);
const stem = (word) => lunr.stemmer(new lunr.Token(word)).toString();
const stems = new Map(terms.map((term) => [term, stem(term)]));
const { openData, findMatches } = engineParts("{ openData, findMatches }");
const data = await openData(load).open();
const findScores = async (query, filters = {}) => (await findMatches(data, query, filters)).scores;

/** Return the terms that a word means, from all terms there are. */
function expand(word, isLast) {
  const wanted = stem(word);
  const boost = (term) => {
    if (term === word) return 10;
    if (word.length > 1 && stems.get(term) === wanted) return 5;
    return isLast && word.length > 1 && term.startsWith(word) ? 1 : 0;
  };
  return terms.map((term) => ({ term, boost: boost(term) })).filter((entry) => entry.boost > 0);
}

function expectScores(words, finished) {
  const clauses = words.map((word, at) => expand(word, !finished && at === words.length - 1));
  const boosts = new Map();
  for (const { term, boost } of clauses.flat()) boosts.set(term, boost + (boosts.get(term) ?? 0));
  if (clauses.some((clause) => clause.length === 0)) return new Map(); // the search corrects it
  const results = whole.query((query) => {
    for (const [term, boost] of boosts) query.clause({ term, boost, usePipeline: false });
  });
  const met = ({ matchData }) =>
    clauses.every((clause) => clause.some(({ term }) => term in matchData.metadata));
  const all = results.filter(met);
  return new Map((all.length > 0 ? all : results).map(({ ref, score }) => [Number(ref), score]));
}

/** Deterministic choices. */
let state = 1;
const pick = (list) => {
  state = (state * 48271) % 2147483647;
  return list[state % list.length];
};

const queries = Array.from({ length: 500 }, (_, number) => {
  const words = Array.from({ length: 1 + (number % 3) }, () => pick(terms));
  if (number % 4 === 1) words[words.length - 1] = words.at(-1).slice(0, 1 + (number % 5));
  return { words, finished: number % 2 === 0 };
});

test("500 queries find the same posts with the same scores", async () => {
  let found = 0;
  for (const { words, finished } of queries) {
    const query = words.join(" ") + (finished ? " " : "");
    const expected = expectScores(words, finished);
    if (expected.size === 0) continue;
    const scores = await findScores(query);
    assert.deepEqual([...scores.keys()].sort(), [...expected.keys()].sort(), query);
    for (const [ref, score] of expected) {
      assert.ok(Math.abs(scores.get(ref) - score) < 1e-9, `${query}: ${ref}`);
    }
    found += 1;
  }
  assert.ok(found > 450, `${found} queries found something`);
});

test("a year and a tag leave posts out and change no score", async () => {
  for (const { words } of queries.slice(0, 50)) {
    const query = `${words[0]} `;
    const scores = await findScores(query);
    let sum = 0;
    for (const [year] of data.manifest.years) {
      const part = await findScores(query, { year });
      sum += part.size;
      for (const [ref, score] of part) assert.equal(score, scores.get(ref));
    }
    assert.equal(sum, scores.size);
    const tagged = await findScores(query, { tag: "sea" });
    assert.deepEqual([...tagged.keys()].sort(), [...scores.keys()].filter((ref) => ref % 7 === 0).sort());
  }
});
