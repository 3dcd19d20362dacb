/** Loads the search's engine into the page, once: to mark words, and to search without a worker. */
const { loadEngine } = (() => {
  async function loadEngine(address) {
    if (window.mkdocsWisdom?.engine) return window.mkdocsWisdom.engine;
    const script = document.createElement("script");
    script.src = address;
    return new Promise((resolve, reject) => {
      script.addEventListener("load", () => resolve(window.mkdocsWisdom.engine));
      script.addEventListener("error", () => reject(new Error(`${address}: not loaded`)));
      document.head.append(script);
    }).finally(() => script.remove());
  }

  return { loadEngine };
})();
