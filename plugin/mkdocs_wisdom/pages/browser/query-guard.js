/**
 * The guard of `?q=`: keeps the address's query for the feed's search box.
 *
 * The searches of Material 9.8 and of MkDocs' own themes open themselves for `?q=` while the page
 * loads. This script runs before them and takes it out of the address. address.js puts it back once
 * the page has loaded.
 *
 * For a query, and for `#wisdom-query`, it opens the box, so that nothing moves when the search starts.
 */
(() => {
  const box = document.currentScript.closest(".wisdom-search");
  const address = new URL(location.href);
  const query = address.searchParams.get("q");
  if (!box || document.readyState !== "loading") return;
  if (query || address.hash === "#wisdom-query") box.querySelector("form").hidden = false;
  if (query === null) return;
  box.dataset.query = query;
  address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
})();
