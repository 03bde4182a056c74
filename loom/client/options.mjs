// How esbuild makes what browsers run from the client's sources. The build and the tests of parts of the client use it.

import { TARGET } from "./floor.mjs";

/**
 * A property whose name begins with `_` is the client's own: no object of the browser has it, and it is neither on the wire, nor stored, nor given
 * to the page's scripts. These get short names, the same in all files.
 */
const OWN = /^_/;

export const OPTIONS = {
  bundle: true,
  minify: true,
  mangleProps: OWN,
  target: TARGET,
  charset: "utf8",
  legalComments: "none",
  write: false,
};
