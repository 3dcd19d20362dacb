/** The index's data files: one published version of them, the next one when a site is published. */
const { openData, addUp } = (() => {
  const VERSION = 2;

  /**
   * @param {(name: string) => Promise<object>} load returns a data file's content by its name. It
   *   never takes `manifest` from a cache.
   */
  function openData(load) {
    let opened = null; // promise of {manifest, read, stem}

    function open() {
      if (opened === null) {
        const opening = (opened = openNewest(load));
        opening.catch(() => {
          if (opened === opening) opened = null;
        });
      }
      return opened;
    }

    /** Call a function of the data; if it fails and there is newer data, once more with that. */
    async function withData(task) {
      const data = await open();
      try {
        return await task(data);
      } catch (error) {
        opened = null;
        const newest = await open();
        if (newest.manifest.folder === data.manifest.folder) throw error;
        return task(newest);
      }
    }

    return { open, withData };
  }

  /** Return a version's manifest, its stemmer, and `read`, which loads each file once. */
  async function openNewest(load) {
    const manifest = await load("manifest");
    if (manifest?.version !== VERSION) {
      throw new Error(`search: found version ${manifest?.version}, expected ${VERSION}`);
    }
    const kept = new Map();
    const read = (name, unpack = (content) => content) => {
      if (!kept.has(name)) {
        const promise = load(`${manifest.folder}/${name}`).then(unpack);
        kept.set(name, promise);
        promise.catch(() => kept.delete(name));
      }
      return kept.get(name);
    };
    return { manifest, read, stem: createStemmer(manifest.language) };
  }

  /** Return the numbers whose differences a file holds: [3, 1, 2] becomes [3, 4, 6]. */
  function addUp(differences) {
    let sum = 0;
    return differences.map((difference) => (sum += difference));
  }

  return { openData, addUp };
})();
