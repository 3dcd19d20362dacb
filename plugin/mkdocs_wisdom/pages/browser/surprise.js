/** A post by chance: for the buttons "Surprise me", and for the key `r` of keys.js. */
const { offerSurprise, openRandomPost } = (() => {
  function offerSurprise() {
    if (!canSurprise()) return;
    for (const button of document.querySelectorAll(".wisdom-surprise[hidden]")) {
      button.addEventListener("click", openRandomPost);
      button.hidden = false;
    }
  }

  /** Whether the page's feed has a search, whose data lists all posts. */
  const canSurprise = () => document.querySelector(".wisdom[data-manifest]") !== null;

  /** Open any post of the feed but the one that is shown; return whether the feed has a search. */
  function openRandomPost() {
    if (!canSurprise()) return false;
    const { manifest, root } = document.querySelector(".wisdom").dataset;
    chooseRandomPost(new URL(manifest, location.href).href, new URL(root, location.href))
      .then((address) => address && location.assign(address))
      .catch(() => {}); // the page stays
    return true;
  }

  /** Return the address of a random post, or null if there is none. */
  async function chooseRandomPost(manifest, root) {
    const { count, chunk, folder } = await loadFile(manifest, "manifest");
    if (count === 0) return null;
    const number = Math.floor(Math.random() * count);
    const posts = await loadFile(manifest, `${folder}/posts-${Math.floor(number / chunk)}`);
    const { href } = new URL(posts[number % chunk][0], root);
    const isShown = href === new URL(location.pathname, location.href).href;
    return isShown && count > 1 ? chooseRandomPost(manifest, root) : href;
  }

  return { offerSurprise, openRandomPost };
})();
