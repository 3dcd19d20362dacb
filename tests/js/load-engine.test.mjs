import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

/** Return `loadEngine` in a page, the page's window, and the addresses of the scripts that it ran. */
function open() {
  const window = {};
  const loaded = [];
  const document = {
    createElement: () => ({
      listeners: {},
      addEventListener(type, listener) {
        this.listeners[type] = listener;
      },
      remove() {},
    }),
    head: {
      append(script) {
        loaded.push(script.src);
        window.wisdomEngine = { name: script.src };
        queueMicrotask(() => script.listeners.load());
      },
    },
  };
  return { loadEngine: pageParts(["load-engine"], "loadEngine", { window, document }), loaded };
}

test("an engine is loaded once", async () => {
  const { loadEngine, loaded } = open();
  assert.equal(await loadEngine("en.js"), await loadEngine("en.js"));
  assert.deepEqual(loaded, ["en.js"]);
});

test("another language has another engine", async () => {
  const { loadEngine, loaded } = open();
  await loadEngine("en.js");
  assert.equal((await loadEngine("de.js")).name, "de.js");
  assert.deepEqual(loaded, ["en.js", "de.js"]);
});
