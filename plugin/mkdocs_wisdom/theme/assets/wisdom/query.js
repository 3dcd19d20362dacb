/**
 * Keep a `?q=` for the feed's search. The searches of Material 9.8 and of MkDocs' own theme open
 * themselves for it while the page loads; so this script, which runs before them, takes it out of
 * the address, and wisdom.js puts it back once the page has loaded.
 */
(() => {
  const box = document.currentScript.closest(".wisdom-search");
  const address = new URL(location.href);
  const query = address.searchParams.get("q");
  if (!box || query === null || document.readyState !== "loading") return;
  box.dataset.query = query;
  address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
})();
