/**
 * The engine's client: calls the engine's methods in a worker, or in the page where there can be no
 * worker: in files opened from a folder, under a policy that forbids workers.
 */
const { openClient } = (() => {
  const METHODS = ["prepare", "facets", "answer"];
  const clients = new Map(); // manifest URL -> client; they stay while Material exchanges pages

  /** Return the client for the addresses of an engine and a manifest. Its first call loads them. */
  function openClient({ engine, manifest }) {
    const address = new URL(manifest, location.href).href;
    if (!clients.has(address)) {
      clients.set(address, createClient(new URL(engine, location.href).href, address));
    }
    return clients.get(address);
  }

  function createClient(engine, manifest) {
    let call = null;
    const methods = METHODS.map((name) => {
      const method = (...args) => {
        call ??= createCaller(engine, manifest);
        return call(name, args);
      };
      return [name, method];
    });
    return Object.fromEntries(methods);
  }

  /** Return a function that calls a method in a worker, or in the page if the worker fails. */
  function createCaller(engine, manifest) {
    const callPage = createPageCaller(engine, manifest);
    const waiting = new Map(); // id -> {resolve, reject, again}
    let latest = 0; // id

    function settle({ id, value, error }) {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) resolve(value);
      else reject(new Error(error));
    }

    function giveUp() {
      worker = null;
      for (const { again } of waiting.values()) again();
      waiting.clear();
    }

    let worker = startWorker(engine, settle, giveUp);
    worker?.postMessage({ method: "open", args: [manifest] });
    return (method, args) => {
      if (worker === null) return callPage(method, args);
      const id = ++latest;
      return new Promise((resolve, reject) => {
        const again = () => callPage(method, args).then(resolve, reject);
        waiting.set(id, { resolve, reject, again });
        worker.postMessage({ id, method, args });
      });
    };
  }

  /** Start a worker; return null where the page may have none. */
  function startWorker(engine, onAnswer, onFailure) {
    if (location.protocol === "file:") return null;
    try {
      const worker = new Worker(engine);
      worker.addEventListener("message", ({ data }) => onAnswer(data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        onFailure();
      });
      return worker;
    } catch {
      return null;
    }
  }

  /** Return a function that calls a method in the page. An engine that failed to load is retried. */
  function createPageCaller(engine, manifest) {
    let search = null; // promise
    return async (method, args) => {
      search ??= loadEngine(engine).then(({ openAt }) => openAt(manifest));
      search.catch(() => (search = null));
      return (await search)[method](...args);
    };
  }

  return { openClient };
})();
