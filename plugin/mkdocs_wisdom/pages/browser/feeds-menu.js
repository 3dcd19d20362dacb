/** The menu of feeds, `.wisdom-feeds`: Escape and a click beside it close it. */
const { closeFeeds } = (() => {
  function closeFeeds(event) {
    const menu = document.querySelector(".wisdom-feeds[open]");
    if (!menu) return;
    if (event.type === "keydown") {
      if (event.key !== "Escape") return;
      menu.querySelector("summary").focus();
    } else if (menu.contains(event.target)) return;
    menu.open = false;
  }

  return { closeFeeds };
})();
