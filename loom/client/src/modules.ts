// The parts of the client that a page loads only where they are needed: ES modules, from the same place as this script. Each file in
// `modules` is one, and its default export is what it gives.

import { ask } from "./dom";

export interface Given {
  readonly notices: typeof import("./modules/notices").default;
  readonly raw: typeof import("./modules/raw").default;
}

/** The file names, which hold hashes of the files' content; put in by the build, so that script and modules fit each other. */
declare const MODULES: { readonly [N in keyof Given]: string };
/** The module that a frame of the server needs, by what is written in it. */
const NEEDS = { '{"<":': "raw" } as const;
/** A module that has not come after so many milliseconds is done without. */
const PATIENCE = 5000;
/** Where this script is from. One that stands in the page itself finds the modules where Loom serves them. */
const base = (ask(document, "currentScript") as HTMLScriptElement | null)?.src || new URL("/loom/", location.href);

export class Modules {
  /** What has been loaded. */
  readonly given: { -readonly [N in keyof Given]?: Given[N] } = {};
  readonly #tried = new Set<string>();
  #failures = 0;

  async load<N extends keyof Given>(name: N): Promise<Given[N]> {
    const url = new URL(MODULES[name], base);
    // An address that failed once is not asked for again by every browser.
    if (this.#failures) url.search = String(this.#failures);
    try {
      const late = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE));
      return (this.given[name] ??= ((await Promise.race([import(url.href), late])) as { default: Given[N] }).default);
    } catch (error) {
      this.#failures++;
      throw error;
    }
  }

  /** Until when a frame has to wait for the module that it needs, which is tried once; nothing if the frame need not wait. */
  wait(frame: string): Promise<unknown> | undefined {
    for (const [mark, name] of Object.entries(NEEDS)) {
      if (this.#tried.has(name) || !frame.includes(mark)) continue;
      this.#tried.add(name);
      return this.load(name).catch(() => undefined);
    }
    return undefined;
  }
}
