import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts } from "./fixture.mjs";

const parts = engineParts("{ readLexicon, findMatching, findSimilar, findParts, allowedEdits }");
const { readLexicon, findMatching, findSimilar, findParts, allowedEdits } = parts;
const many = Array.from({ length: 60 }, (_, number) => `whale${String(number).padStart(2, "0")}`);

test("the lexicon is one file of terms with spaces between them", async () => {
  const names = [];
  const read = async (name, unpack) => unpack(names.push(name) && "a b c");
  assert.deepEqual([await readLexicon({ read }), names], [["a", "b", "c"], ["lexicon"]]);
});

test("a pattern matches whole terms", () => {
  const lexicon = ["narwhal", "whale", "whaler", "wheel"];
  assert.deepEqual(findMatching("wh*l*", lexicon), ["whale", "whaler", "wheel"]);
  assert.deepEqual(findMatching("*whal", lexicon), ["narwhal"]);
  assert.deepEqual(findMatching("*h*l", lexicon), ["narwhal", "wheel"]);
});

test("the signs of a name are no part of a pattern", () => {
  assert.deepEqual(findMatching("c+*", ["c", "c++", "cc"]), ["c++"]);
  assert.deepEqual(findMatching("1.*", ["1.2", "102"]), ["1.2"]);
});

test("short words may have no edit, others one, long ones two", () => {
  assert.deepEqual(["sea", "seas", "whales", "whalers"].map(allowedEdits), [0, 1, 1, 2]);
});

test("an edit inserts, deletes or replaces a character, or exchanges two neighbours", () => {
  for (const typed of ["whle", "whhale", "whsle", "whael"]) {
    assert.deepEqual(findSimilar(typed, ["sea", "whale"]), ["whale"], typed);
  }
  assert.deepEqual(findSimilar("wahel", ["whale"]), []);
  assert.deepEqual(findSimilar("sae", ["sea"]), []);
});

test("only the terms with the fewest edits are similar", () => {
  assert.deepEqual(findSimilar("carpentre", ["carpenter", "carpentered", "carpenters"]), ["carpenter"]);
  assert.deepEqual(findSimilar("xarpentrr", ["carpenter", "carpet"]), ["carpenter"]);
});

test("a word that is two terms, or part of a term", () => {
  assert.deepEqual(findParts("whaleboat", ["boat", "whale"]), [["whale"], ["boat"]]);
  assert.deepEqual(findParts("schiff", ["dampfschiff", "dampfschiffe", "see"]), [
    ["dampfschiff", "dampfschiffe"],
  ]);
  assert.deepEqual(findParts("seal", ["a", "se", "sea"]), []);
});

test("at most 50 terms are found", () => {
  assert.deepEqual(findMatching("wh*e*", many), many.slice(0, 50));
  assert.deepEqual(findSimilar("whale", many.map((term) => term.slice(0, 6))).length, 50);
});
