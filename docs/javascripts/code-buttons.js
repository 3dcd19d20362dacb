/* Material puts the buttons of each code block into a landmark without a name; none is needed. */
(() => {
  const unmark = () => {
    for (const buttons of document.querySelectorAll("nav.md-code__nav:not([role])")) buttons.role = "none";
  };
  new MutationObserver(unmark).observe(document.body, { childList: true, subtree: true });
  unmark();
})();
