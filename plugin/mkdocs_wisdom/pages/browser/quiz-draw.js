/** Draws the pairs of a game. */
const { drawRounds } = (() => {
  /**
   * Return `count` pairs at random, those that were not seen first, each with `sides`: the author's
   * sentence and the machine's, at random sides.
   * @param {Set<string>} seen the ids of pairs that were shown before
   * @param {() => number} random as Math.random
   */
  function drawRounds(pairs, seen, count, random = Math.random) {
    const drawn = shuffle(pairs, random);
    const rounds = [
      ...drawn.filter(({ id }) => !seen.has(id)),
      ...drawn.filter(({ id }) => seen.has(id)),
    ];
    return rounds.slice(0, count).map(({ id, author, machine }) => {
      const sides = [{ text: author, post: null }, { text: machine.text, post: machine }];
      return { id, sides: random() < 0.5 ? sides : sides.reverse() };
    });
  }

  /** Return the items in an order of equal chances (Fisher and Yates). */
  function shuffle(items, random) {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
    }
    return shuffled;
  }

  return { drawRounds };
})();
