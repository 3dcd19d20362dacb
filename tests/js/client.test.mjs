import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const HOME = "https://example.org/feed/";
const ADDRESSES = { engine: "../engine.js", manifest: "../manifest.js" };

/** A worker whose answers are those of `answer`, and which keeps the messages that it got. */
function makeWorker(messages, answer) {
  return class {
    listeners = {};
    constructor(address) {
      messages.push(address);
    }
    addEventListener(type, listener) {
      this.listeners[type] = listener;
    }
    postMessage(message) {
      messages.push(message);
      if (message.id) queueMicrotask(() => answer(message, this.listeners));
    }
  };
}

/** Return a client in a page with a class of workers, and the addresses that the page has loaded. */
function open(Worker, href = HOME) {
  const loaded = [];
  const search = { answer: async (query) => `page: ${query}`, facets: async () => "page" };
  const globals = {
    Worker,
    location: new URL(href),
    loadEngine: async (address) => {
      loaded.push(address);
      return { openAt: (manifest) => loaded.push(manifest) && search };
    },
  };
  const openClient = pageParts(["client"], "openClient", globals);
  return { client: openClient(ADDRESSES), openClient, loaded };
}

const echo = ({ id, args }, { message }) => message({ data: { id, value: `worker: ${args[0]}` } });
const PAGE_LOADS = ["https://example.org/engine.js", "https://example.org/manifest.js"];

test("a worker is started by the first call, and answers", async () => {
  const messages = [];
  const { client, loaded } = open(makeWorker(messages, echo));
  assert.deepEqual(messages, []);
  assert.equal(await client.answer("sea", { count: 3 }), "worker: sea");
  assert.deepEqual(messages, [
    "https://example.org/engine.js",
    { method: "open", args: ["https://example.org/manifest.js"] },
    { id: 1, method: "answer", args: ["sea", { count: 3 }] },
  ]);
  assert.deepEqual(loaded, []);
});

test("answers go to the calls they belong to, in any order", async () => {
  const held = [];
  const { client } = open(makeWorker([], (message, listeners) => held.unshift([message, listeners])));
  const answers = [client.answer("sea"), client.answer("whale")];
  await Promise.resolve();
  for (const [message, listeners] of held) echo(message, listeners);
  assert.deepEqual(await Promise.all(answers), ["worker: sea", "worker: whale"]);
});

test("an error in the worker's search rejects the call", async () => {
  const fail = ({ id }, { message }) => message({ data: { id, error: "Error: 404" } });
  await assert.rejects(open(makeWorker([], fail)).client.answer("sea"), /Error: 404/);
});

test("if the worker fails, the page answers this call and all others", async () => {
  let prevented = 0;
  const fail = (_, { error }) => error({ preventDefault: () => (prevented += 1) });
  const messages = [];
  const { client, loaded } = open(makeWorker(messages, fail));
  assert.equal(await client.answer("sea"), "page: sea");
  assert.equal(await client.facets(), "page");
  assert.deepEqual([prevented, messages.length, loaded], [1, 3, PAGE_LOADS]);
});

test("without workers, and in files opened from a folder, the page answers", async () => {
  const forbidden = class {
    constructor() {
      throw new Error("forbidden");
    }
  };
  const { client, loaded } = open(forbidden);
  assert.equal(await client.answer("sea"), "page: sea");
  assert.deepEqual(loaded, PAGE_LOADS);
  const messages = [];
  const local = open(makeWorker(messages, echo), "file:///site/feed/index.html");
  assert.equal(await local.client.answer("sea"), "page: sea");
  assert.deepEqual(messages, []);
  assert.deepEqual(local.loaded, ["file:///site/engine.js", "file:///site/manifest.js"]);
});

test("an engine that failed to load is loaded again", async () => {
  let attempts = 0;
  const globals = {
    location: new URL("file:///site/feed/index.html"),
    loadEngine: async () => {
      attempts += 1;
      if (attempts === 1) throw new Error("not loaded");
      return { openAt: () => ({ facets: () => "a/" }) };
    },
  };
  const client = pageParts(["client"], "openClient", globals)(ADDRESSES);
  await assert.rejects(client.facets(), /not loaded/);
  assert.equal(await client.facets(), "a/");
});

test("there is one client for each manifest", () => {
  const { client, openClient } = open(makeWorker([], echo));
  assert.equal(openClient({ ...ADDRESSES }), client);
  assert.notEqual(openClient({ ...ADDRESSES, manifest: "other.js" }), client);
});
