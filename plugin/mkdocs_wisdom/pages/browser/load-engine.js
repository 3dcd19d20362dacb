/**
 * Loads the search's engine into the page, once: to mark words, and to search without a worker.
 * Feeds in several languages have several engines, and Material exchanges pages without a reload.
 */
const { loadEngine } = (() => {
  async function loadEngine(address) {
    if (window.wisdomEngine?.address === address) return window.wisdomEngine;
    const script = document.createElement("script");
    script.src = address;
    return new Promise((resolve, reject) => {
      script.addEventListener("load", () => resolve(Object.assign(window.wisdomEngine, { address })));
      script.addEventListener("error", () => reject(new Error(`${address}: not loaded`)));
      document.head.append(script);
    }).finally(() => script.remove());
  }

  return { loadEngine };
})();
