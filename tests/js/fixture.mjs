/** What the pytest test prepared: the engine and its data as they are published. */

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.env.WISDOM_SEARCH;
const [name] = (await readdir(folder)).filter((file) => file.startsWith("engine-"));
await import(pathToFileURL(join(folder, name)));

export const engine = globalThis.wisdomEngine;

export async function readJson(file) {
  return JSON.parse(await readFile(join(folder, file), "utf-8"));
}

/** Load a data file of the search: `wisdomData("name",JSON)`. */
export async function load(file) {
  const text = await readFile(join(folder, `${file}.js`), "utf-8");
  return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
}

export const show = (parts) => parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
