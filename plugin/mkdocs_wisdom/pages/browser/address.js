/** The page's address: `?q=` and the filters in it are the search, to be shared and returned to. */
const { parseAddress, formatAddress, readAddress, writeAddress } = (() => {
  function parseAddress(address) {
    const { searchParams } = new URL(address);
    const given = FILTERS.filter((name) => searchParams.has(name));
    const filters = Object.fromEntries(given.map((name) => [name, searchParams.get(name)]));
    return { query: searchParams.get("q") ?? "", filters };
  }

  /** Return an address with another search, and with its other parameters as they are. */
  function formatAddress(address, query, filters) {
    const url = new URL(address);
    for (const [name, value] of [["q", query], ...FILTERS.map((name) => [name, filters[name]])]) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    return url.href;
  }

  const readAddress = () => parseAddress(location.href);

  const loaded = new Promise((done) => {
    if (document.readyState === "complete") done();
    else window.addEventListener("load", done, { once: true });
  });

  /** Write a search into the address once other scripts have looked for it: see query-guard.js. */
  async function writeAddress(query, filters) {
    await loaded;
    const address = formatAddress(location.href, query, filters);
    if (address !== location.href) history.replaceState(history.state, "", address);
  }

  return { parseAddress, formatAddress, readAddress, writeAddress };
})();
