/**
 * The keys of the feed's pages: `/` and Ctrl-K (⌘K) open the search box, or the feed's page that has
 * it, and `r` opens a random post.
 */
const { pressKey } = (() => {
  /**
   * Handle a key before the page's other listeners do: in Material, which has a search of its own
   * for `/`, Ctrl-K, `f` and `s`, none of them sees the event.
   */
  function pressKey(event) {
    if (!event.altKey && act(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** Do what a key means; return whether it means something. */
  function act(event) {
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (control) return key === "k" && !event.shiftKey && openSearch();
    if (isTyping(event)) return false;
    if (key === "/") return openSearch();
    return key === "r" && !event.shiftKey && !event.repeat && openRandomPost();
  }

  function openSearch() {
    const address = document.querySelector(".wisdom")?.dataset.search;
    if (!address) return false;
    if (!window.mkdocsWisdom.search?.open()) location.assign(new URL(address, location.href).href);
    return true;
  }

  return { pressKey };
})();
