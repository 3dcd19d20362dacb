/** What the browser's storage keeps, as JSON. Where it is forbidden or full, nothing is kept. */
const { readKept, writeKept } = (() => {
  /** Return the value of a key; null if there is none, or none that can be read. */
  function readKept(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function writeKept(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Forbidden, or full.
    }
  }

  return { readKept, writeKept };
})();
