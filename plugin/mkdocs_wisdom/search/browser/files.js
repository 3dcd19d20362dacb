/** The data files of the search: each is a script, `wisdomData("name",JSON)`. */
const { loadFile } = (() => {
  /** Load a file by its name; `manifest` is the address of the one called so. */
  function loadFile(manifest, name) {
    const load = location.protocol === "file:" ? loadByTag : fetchData;
    return load(new URL(`${name}.js`, manifest).href, name);
  }

  /** Fetch a data file and return the JSON in it; the file is `wisdomData("name",JSON)`. */
  async function fetchData(url, name) {
    const response = await fetch(url, { cache: name === "manifest" ? "no-cache" : "default" });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const text = await response.text();
    if (!text.startsWith("wisdomData(")) throw new Error(`${url}: is not a file of the search`);
    return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
  }

  const arrived = new Map(); // name -> content

  /** Load a data file as a script, since a page opened from a folder may not fetch. */
  function loadByTag(url, name) {
    globalThis.wisdomData = (given, content) => arrived.set(given, content);
    const script = document.createElement("script");
    script.src = name === "manifest" ? `${url}?${Date.now()}` : url;
    return new Promise((resolve, reject) => {
      script.addEventListener("error", () => reject(new Error(`${url}: not loaded`)));
      script.addEventListener("load", () => {
        if (arrived.has(name)) resolve(arrived.get(name));
        else reject(new Error(`${url}: is not a file of the search`));
        arrived.delete(name);
      });
      document.head.append(script);
    }).finally(() => script.remove());
  }

  return { loadFile };
})();
