/** The score of all games, and which pairs were shown, in the browser's storage. */
const { Scores } = (() => {
  /** Where the storage is forbidden or full, the page has them until it is closed. */
  class Scores {
    /** @param {string} place what tells this quiz from others of the same host */
    constructor(place) {
      this.key = `wisdom.quiz.${place}`;
      this.kept = this.read() ?? this.begin();
    }

    begin() {
      return { right: 0, count: 0, seen: [] };
    }

    read() {
      const { right, count, seen } = readKept(this.key) ?? {};
      const counts = Number.isInteger(count) && Number.isInteger(right) && 0 <= right && right <= count;
      return counts && Array.isArray(seen) ? { right, count, seen } : null;
    }

    write() {
      writeKept(this.key, this.kept);
    }

    get seen() {
      return new Set(this.kept.seen);
    }

    /** Remember that a pair was shown; once all were, all are new again. */
    addSeen(id, pairs) {
      const seen = this.seen.add(id);
      const kept = pairs.map((pair) => pair.id).filter((other) => seen.has(other));
      this.kept.seen = kept.length < pairs.length ? kept : [];
      this.write();
    }

    addGame(right, count) {
      this.kept.right += right;
      this.kept.count += count;
      this.write();
    }

    forget() {
      this.kept = this.begin();
      try {
        localStorage.removeItem(this.key);
      } catch {
        // Forbidden: there is nothing.
      }
    }
  }

  return { Scores };
})();
