/** What a device keeps of the pair of the day: the last answer `{day, pair, side, row}`. */
const keepDaily = (() => {
  /** Null where there is none, or the storage is forbidden. */
  function read(key) {
    try {
      const { day, pair, side, row } = JSON.parse(localStorage.getItem(key));
      const named = typeof day === "string" && typeof pair === "string";
      const counted = Number.isInteger(row) && row >= 0;
      return named && counted && (side === 0 || side === 1) ? { day, pair, side, row } : null;
    } catch {
      return null;
    }
  }

  function write(key, answer) {
    try {
      localStorage.setItem(key, JSON.stringify(answer));
    } catch {
      // Forbidden, or full.
    }
  }

  return { read, write };
})();
