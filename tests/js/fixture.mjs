/** What the pytest test prepared: lunr.js, the modules under test, the index, the expectations. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const lunr = createRequire(import.meta.url)(process.env.WISDOM_LUNR);

export const importAsset = (name) => import(pathToFileURL(join(process.env.WISDOM_ASSETS, name)));

export async function readJson(name) {
  return JSON.parse(await readFile(join(process.env.WISDOM_SEARCH, name.split("?")[0]), "utf-8"));
}
