/** The engine and its data as a site publishes them, and the scripts that it is made of. */

import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const plugin = fileURLToPath(new URL("../../plugin/mkdocs_wisdom/", import.meta.url));
const folder = process.env.WISDOM_SEARCH;

/** Load the engine of the folder that pytest wrote; it is a global, as in a page. */
export function loadEngine() {
  const [name] = readdirSync(folder).filter((file) => file.startsWith("engine-"));
  createRequire(import.meta.url)(join(folder, name));
  return globalThis.wisdomEngine;
}

export async function readJson(file) {
  return JSON.parse(await readFile(join(folder, file), "utf-8"));
}

/** Load a data file of the search: `wisdomData("name",JSON)`. */
export async function load(file) {
  const text = await readFile(join(folder, `${file}.js`), "utf-8");
  return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
}

export const lunr = createRequire(import.meta.url)(process.env.WISDOM_LUNR);

/**
 * Run scripts of a folder in one scope, as their bundle does, and return the value of an expression
 * in that scope: `{ cutWords, fold }`. `globals` replace those of node.
 */
function runScripts(folder, names, expression, globals) {
  const sources = names.map((name) => readFileSync(join(plugin, folder, name), "utf-8"));
  const body = `${sources.join("\n")}\nreturn (${expression});`;
  return new Function(...Object.keys(globals), body)(...Object.values(globals));
}

const ENGINE = [
  "words", "query", "lexicon", "stems", "data", "terms", "posts", "scores", "matches", "snippet",
];

/** Return names of the engine's scripts: `engineParts("{ cutWords, fold }")`. */
export function engineParts(expression) {
  const names = ENGINE.map((name) => `${name}.js`);
  return runScripts("search/browser", names, expression, { lunr });
}

/** Return names of the pages' scripts: `pageParts(["kept", "recent"], "{ readRecent }", { localStorage })`. */
export function pageParts(names, expression, globals = {}) {
  return runScripts("pages/browser", names.map((name) => `${name}.js`), expression, globals);
}

export const show = (parts) => parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
