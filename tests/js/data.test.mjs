import assert from "node:assert/strict";
import { test } from "node:test";

import { engineParts } from "./fixture.mjs";

const { openData, addUp } = engineParts("{ openData, addUp }");
const manifest = { version: 2, language: "en", folder: "a" };

/** Make a loader of a map from names to contents, and the list of the names that it was asked for. */
function makeLoader(files) {
  const names = [];
  const load = async (name) => {
    names.push(name);
    if (!(name in files)) throw new Error(`404: ${name}`);
    return files[name];
  };
  return { load, names };
}

test("nothing is loaded before it is needed, and nothing twice", async () => {
  const { load, names } = makeLoader({ manifest, "a/lexicon": "sea whale" });
  const { open, withData } = openData(load);
  assert.deepEqual(names, []);
  assert.equal((await open()).stem("whales"), "whale");
  assert.deepEqual(names, ["manifest"]);
  const unpack = (content) => content.split(" ");
  const read = ({ read: readFile }) => readFile("lexicon", unpack);
  assert.deepEqual(await Promise.all([withData(read), withData(read)]), [["sea", "whale"], ["sea", "whale"]]);
  assert.deepEqual(names, ["manifest", "a/lexicon"]);
});

test("a manifest that failed to load is loaded again", async () => {
  const files = {};
  const { open } = openData(makeLoader(files).load);
  await assert.rejects(open(), /404: manifest/);
  files.manifest = manifest;
  assert.equal((await open()).manifest, manifest);
});

test("a file that failed to load is loaded again", async () => {
  const files = { manifest };
  const { withData } = openData(makeLoader(files).load);
  await assert.rejects(withData(({ read }) => read("tags")), /404: a\/tags/);
  files["a/tags"] = { sea: [1] };
  assert.deepEqual(await withData(({ read }) => read("tags")), { sea: [1] });
});

test("when a site was published in the meantime, the new data is used", async () => {
  const files = { manifest };
  const { open, withData } = openData(makeLoader(files).load);
  await open();
  files.manifest = { ...manifest, folder: "b" };
  files["b/tags"] = { sea: [2] };
  assert.deepEqual(await withData(({ read }) => read("tags")), { sea: [2] });
});

test("a manifest of another version is refused", async () => {
  const openOf = (found) => openData(makeLoader({ manifest: found }).load).open();
  await assert.rejects(openOf({ version: 1 }), /search: found version 1, expected 2/);
  await assert.rejects(openOf(null), /search: found version undefined, expected 2/);
});

test("differences are added up", () => {
  assert.deepEqual([addUp([3, 1, 2]), addUp([0]), addUp([])], [[3, 4, 6], [0], []]);
});
