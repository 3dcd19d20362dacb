/**
 * The guard of `?q=`: keeps the address's query for the feed's search box.
 *
 * The searches of Material 9.8 and of MkDocs' own themes open themselves for `?q=` while the page
 * loads. This script runs before them and takes it out of the address. address.js puts it back once
 * the page has loaded.
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
