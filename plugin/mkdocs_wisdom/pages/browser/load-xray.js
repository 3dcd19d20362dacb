/** The switch of X-ray: loads its script, its style and the post's figures when it is first pressed. */
const { offerXray } = (() => {
  const offered = new WeakSet(); // switches
  const loaded = new Map(); // address -> promise

  function offerXray() {
    for (const button of document.querySelectorAll(".wisdom-xray-switch")) {
      if (offered.has(button)) continue;
      offered.add(button);
      button.addEventListener("click", () => press(button));
    }
  }

  async function press(button) {
    const { script, style, figures } = button.dataset;
    try {
      const [, , known] = await Promise.all([
        load("script", script),
        load("link", style),
        load("script", figures, () => window.mkdocsWisdom.figures),
      ]);
      window.mkdocsWisdom.xray.toggle(button, known);
    } catch {
      button.textContent = button.dataset.failed;
    }
  }

  /** Load a script or a style once. Resolves to what `take` returns right after it has run. */
  function load(name, address, take = () => {}) {
    const { href } = new URL(address, location.href);
    if (!loaded.has(href)) {
      const promise = new Promise((resolve, reject) => {
        const element = document.createElement(name);
        element.addEventListener("load", () => resolve(take()));
        element.addEventListener("error", () => reject(new Error(`${href}: not loaded`)));
        if (name === "link") Object.assign(element, { rel: "stylesheet", href });
        else element.src = href;
        document.head.append(element);
      });
      loaded.set(href, promise);
      promise.catch(() => loaded.delete(href));
    }
    return loaded.get(href);
  }

  return { offerXray };
})();
