/** The host of the engine: a worker, where it answers messages, or a page, where it is a global. */
(() => {
  const inWorker = typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope;

  /** Open the search whose manifest has this address. */
  function openAt(manifest) {
    return openSearch((name) => loadFile(manifest, name));
  }

  if (!inWorker) {
    globalThis.wisdomEngine = { openAt, openSearch, markText };
    return;
  }
  let search;
  self.addEventListener("message", async ({ data: { id, method, args } }) => {
    try {
      if (method === "open") search = openAt(args[0]);
      else self.postMessage({ id, value: await search[method](...args) });
    } catch (error) {
      self.postMessage({ id, error: String(error) });
    }
  });
})();
