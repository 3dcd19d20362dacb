import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const HOME = "https://example.org/feed/";

/** Return the functions in a page of an address, which may still be loading. */
function open(href, readyState = "complete") {
  const page = { replaced: [], finish: null };
  const location = { href };
  const globals = {
    location,
    document: { readyState },
    window: { addEventListener: (_, listener) => (page.finish = listener) },
    history: {
      state: "state",
      replaceState: (state, _, address) => {
        page.replaced.push([state, address]);
        location.href = address;
      },
    },
  };
  const names = "{ parseAddress, formatAddress, readAddress, writeAddress }";
  return { page, ...pageParts(["filters", "address"], names, globals) };
}

const { parseAddress, formatAddress } = open(HOME);

test("an address has a query and filters", () => {
  const address = `${HOME}?q=caf%C3%A9+noir&tag=sea&order=date&page=2#top`;
  assert.deepEqual(parseAddress(address), { query: "café noir", filters: { tag: "sea", order: "date" } });
  assert.deepEqual(parseAddress(HOME), { query: "", filters: {} });
});

test("a search is put into an address that keeps its other parts", () => {
  const address = formatAddress(`${HOME}?keep=1&q=sea&year=2025#top`, "narwhal & co", { tag: "sea" });
  assert.equal(address, `${HOME}?keep=1&q=narwhal+%26+co&tag=sea#top`);
  assert.equal(formatAddress(address, "", {}), `${HOME}?keep=1#top`);
});

test("the page's address is read and written", async () => {
  const { page, readAddress, writeAddress } = open(`${HOME}?q=sea`);
  assert.deepEqual(readAddress(), { query: "sea", filters: {} });
  await writeAddress("whale", { year: "2026" });
  await writeAddress("whale", { year: "2026" });
  assert.deepEqual(page.replaced, [["state", `${HOME}?q=whale&year=2026`]]);
});

test("nothing is written before the page has loaded", async () => {
  const { page, writeAddress } = open(HOME, "loading");
  const written = writeAddress("whale", {});
  await Promise.resolve();
  assert.deepEqual(page.replaced, []);
  page.finish();
  await written;
  assert.deepEqual(page.replaced, [["state", `${HOME}?q=whale`]]);
});
