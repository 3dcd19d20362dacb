/**
 * Dates in words, on the feed's lists: a post's of the last days, "yesterday", and the next post's,
 * "tomorrow". A post's own page has its date.
 */
const { relateDate, relateDates, restoreDates } = (() => {
  const DAY = 86_400_000; // ms
  const RECENT_DAYS = 7; // including today
  const RELATED = ".wisdom:not(.wisdom--post) :is(.dt-published, .wisdom-next time):not([title])";

  const LINES = ".wisdom-byline, .wisdom-next";

  /** Return the number of days that have passed since a date, `2026-10-28T…`. */
  function countDays(date, now) {
    const [year, month, day] = date.slice(0, 10).split("-").map(Number);
    const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
    return Math.round((today - new Date(year, month - 1, day)) / DAY);
  }

  /** Say how long ago a date of the last days is, or one `ahead` will be; null for any other. */
  function relateDate(date, now, language, { ahead = false } = {}) {
    const passed = countDays(date, now);
    const distance = ahead ? -passed : passed;
    if (distance < 0 || distance >= RECENT_DAYS) return null;
    return new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: "auto" }).format(-passed, "day");
  }

  /** Put the page's dates in words, except where this would move the text below. */
  function relateDates() {
    const changes = [...document.querySelectorAll(RELATED)].flatMap((time) => {
      const language = time.closest("[lang]")?.lang || "en";
      const next = time.closest(".wisdom-next");
      if (next) next.hidden = countDays(time.dateTime, new Date()) > 0; // the page is older than it
      const words = relateDate(time.dateTime, new Date(), language, { ahead: next !== null });
      return words === null ? [] : [{ time, words, date: time.textContent, line: time.closest(LINES) ?? time }];
    });
    for (const change of changes) change.height = change.line.offsetHeight;
    for (const { time, words } of changes) time.textContent = words;
    for (const { time, date, line, height } of changes) {
      time.title = date;
      if (line.offsetHeight !== height) time.textContent = date;
    }
  }

  /** Write the dates themselves again, as paper stays longer than "today" is true. */
  function restoreDates() {
    for (const time of document.querySelectorAll(".wisdom time[title]")) time.textContent = time.title;
  }

  return { relateDate, relateDates, restoreDates };
})();
