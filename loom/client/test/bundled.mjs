// A part of the client by itself, built like the whole, for tests that need no page.

import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import { OPTIONS } from "../options.mjs";

/** The text of a module that exports what these files of `src` do. Plugins may change their sources. */
export async function textOf(files, plugins = []) {
  const contents = files.map((file) => `export * from "./${file}";`).join("\n");
  const resolveDir = fileURLToPath(new URL("../src", import.meta.url));
  const result = await build({ ...OPTIONS, stdin: { contents, resolveDir }, plugins, format: "esm" });
  return result.outputFiles[0].text;
}

/** A plugin by which the client's own names stay as they are in its sources. */
export function keepNames() {
  return { name: "keep", setup: (build) => (build.initialOptions.mangleProps = /^$/) };
}

/** A module of this text. */
export const moduleOf = (text) => import(`data:text/javascript,${encodeURIComponent(text)}`);
