/** The button "Surprise me", which opens a random post. */
const { offerSurprise } = (() => {
  function offerSurprise() {
    for (const button of document.querySelectorAll(".wisdom-surprise[hidden]")) {
      const { root } = document.querySelector(".wisdom-search")?.dataset ?? {};
      if (root === undefined) continue;
      button.addEventListener("click", async () => {
        const url = await window.mkdocsWisdom.search.random().catch(() => null);
        if (url !== null) location.assign(new URL(url, new URL(root, location.href)).href);
      });
      button.hidden = false;
    }
  }

  return { offerSurprise };
})();
