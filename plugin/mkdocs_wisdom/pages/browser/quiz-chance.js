/** How well a player does beside somebody who tosses a coin. */
const { tailOfCoin, describeChance } = (() => {
  /** Return the probability that of `rounds` tosses of a coin `right` or more are heads. */
  function tailOfCoin(right, rounds) {
    let ways = 1; // of getting `heads` heads: the binomial coefficient
    let enough = 0;
    for (let heads = 0; heads <= rounds; heads++) {
      if (heads >= right) enough += ways;
      ways = (ways * (rounds - heads)) / (heads + 1);
    }
    return enough / 2 ** rounds;
  }

  function describeChance(right, rounds, messages) {
    const chance = tailOfCoin(right, rounds);
    const half = messages.number(rounds / 2);
    if (chance > 0.5) return messages.say("quiz_chance_most", { half });
    return messages.say("quiz_chance_some", { half, number: messages.number(Math.round(1 / chance)) });
  }

  return { tailOfCoin, describeChance };
})();
