/** A page of the feed: sets up its dates, buttons, marks and keys. */
(() => {
  const shared = (window.mkdocsWisdom ??= {});
  if (shared.page) return shared.page.mount(); // Material runs the scripts of each page it shows

  const showMarks = () => markWords().catch(() => {}); // a post is readable without its marks

  function mount() {
    relateDates();
    offerActions();
    offerSurprise();
    offerXray();
    showMarks();
  }

  shared.page = { mount };
  document.addEventListener("keydown", pressKey, { capture: true });
  document.addEventListener("keydown", closeFeeds);
  document.addEventListener("click", closeFeeds);
  window.addEventListener("hashchange", showMarks);
  window.addEventListener("beforeprint", restoreDates);
  mount();
  window.document$?.subscribe(mount); // Material has shown another page without a reload
})();
