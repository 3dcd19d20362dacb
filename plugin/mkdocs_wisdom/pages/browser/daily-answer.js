/** What a device keeps of the pair of the day: the last answer `{day, pair, side, row}`, or null. */
function readAnswer(key) {
  const { day, pair, side, row } = readKept(key) ?? {};
  const named = typeof day === "string" && typeof pair === "string";
  const counted = Number.isInteger(row) && row >= 0;
  return named && counted && (side === 0 || side === 1) ? { day, pair, side, row } : null;
}
