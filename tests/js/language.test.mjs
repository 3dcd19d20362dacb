import assert from "node:assert/strict";
import { test } from "node:test";

import { load, loadEngine, readJson } from "./fixture.mjs";

test("another form of the word is found, and nothing else", async () => {
  const query = await readJson("query.json");
  const { how, hits } = await loadEngine().openSearch(load).answer(`${query} `);
  assert.deepEqual([how, hits.map(({ url }) => url)], ["all", ["a/"]]);
});
