import assert from "node:assert/strict";
import { test } from "node:test";

import { engine, load, readJson } from "./fixture.mjs";

test("another form of the word is found, and nothing else", async () => {
  const query = await readJson("query.json");
  const { how, hits } = await engine.openSearch(load).answer(`${query} `);
  assert.deepEqual([how, hits.map(({ url }) => url)], ["all", ["a/"]]);
});
