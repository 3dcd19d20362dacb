/** The actions of a post. On its page they are also: copy its link, or share it where the browser can. */
const { offerActions } = (() => {
  const CONFIRMED = 2000; // ms for which a button shows the outcome

  function offerActions() {
    for (const actions of document.querySelectorAll(".wisdom-actions[hidden]")) {
      if (actions.dataset.url) offerLink(actions);
      actions.hidden = false;
    }
  }

  function offerLink(actions) {
    const link = new URL(actions.dataset.url, location.href).href;
    const copy = actions.querySelector(".wisdom-copy");
    const share = actions.querySelector(".wisdom-share");
    copy.addEventListener("click", () => copyLink(copy, link));
    share.hidden = !navigator.share;
    share.addEventListener("click", () => {
      navigator.share({ title: actions.dataset.title, url: link }).catch(() => {}); // cancelled
    });
  }

  async function copyLink(button, link) {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(link);
      button.textContent = button.dataset.copied;
    } catch {
      button.textContent = button.dataset.failed;
    }
    setTimeout(() => (button.textContent = before), CONFIRMED);
  }

  return { offerActions };
})();
