/** The posts' dates: one of the last days becomes "yesterday" or "3 days ago", with a tooltip. */
const { relateDate, relateDates } = (() => {
  const DAY = 86_400_000; // ms
  const RECENT_DAYS = 7; // including today

  /** Say how long ago a date (`2026-10-28T…`) of the last days is; return null for any other. */
  function relateDate(date, now, language) {
    const [year, month, day] = date.slice(0, 10).split("-").map(Number);
    const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
    const passed = Math.round((today - new Date(year, month - 1, day)) / DAY);
    if (passed < 0 || passed >= RECENT_DAYS) return null;
    return new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: "auto" }).format(-passed, "day");
  }

  function relateDates() {
    for (const time of document.querySelectorAll("time.dt-published:not([title])")) {
      const language = time.closest("[lang]")?.lang || "en";
      const words = relateDate(time.dateTime, new Date(), language);
      if (words === null) continue;
      time.title = time.textContent;
      time.textContent = words;
    }
  }

  return { relateDate, relateDates };
})();
