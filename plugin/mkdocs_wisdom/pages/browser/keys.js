/** The keys `/` and Ctrl-K (⌘K): they focus the search box, or open the feed's page that has it. */
const { goToSearch } = (() => {
  /**
   * Handle a key before the page's other listeners do: in Material, which has a search of its own
   * for these keys and for `f` and `s`, none of them sees the event.
   */
  function goToSearch(event) {
    const page = document.querySelector(".wisdom");
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !typing;
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!page?.dataset.search || event.altKey || !(slash || k)) return;
    event.preventDefault();
    event.stopPropagation();
    const box = document.querySelector("#wisdom-query");
    if (!box) return location.assign(new URL(page.dataset.search, location.href).href);
    box.focus();
    box.select();
  }

  return { goToSearch };
})();
