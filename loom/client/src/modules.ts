// The parts of the client that a page loads only where they are needed: ES modules, from the same place as this script. Each file in
// `modules` is one, and its default export is what it gives.

import { ask } from "./dom";
import { isDisturbed, mend } from "./engine/own";
import { OWNERS } from "./owners";
import { LIVE } from "./wire";

export interface Given {
  readonly fallback: typeof import("./modules/fallback").default;
  readonly controls: typeof import("./modules/controls").default;
  readonly details: typeof import("./modules/details").default;
  readonly effects: typeof import("./modules/effects").default;
  readonly expressions: typeof import("./modules/expressions").default;
  readonly values: typeof import("./modules/values").default;
  readonly flash: typeof import("./modules/flash").default;
  readonly focus: typeof import("./modules/focus").default;
  readonly sticky: typeof import("./modules/sticky").default;
  readonly translated: typeof import("./modules/translated").default;
  readonly address: typeof import("./modules/address").default;
  readonly guard: typeof import("./modules/guard").default;
  readonly operators: typeof import("./modules/operators").default;
  readonly lists: typeof import("./modules/lists").default;
  readonly loading: typeof import("./modules/loading").default;
  readonly navigation: typeof import("./modules/navigation").default;
  readonly notices: typeof import("./modules/notices").default;
  readonly observers: typeof import("./modules/observers").default;
  readonly places: typeof import("./modules/places").default;
  readonly sort: typeof import("./modules/sort").default;
  readonly raw: typeof import("./modules/raw").default;
  readonly transitions: typeof import("./modules/transitions").default;
}

/** The modules that templates need, and that are begun once. */
export type Starting = "expressions" | "loading" | "observers" | "places" | "sort" | "transitions";

/** The parts that stand in the page. */
interface Have {
  readonly _haveLists: boolean;
  readonly _haveControls: boolean;
}

/** A hash of the content of all modules, which stands in their names; put in by the build, so that script and modules fit each other. */
declare const BUILD: string;
/** Elements that the visitor changes too, in a frame. */
const CONTROLS = /<(input|textarea|select|details|dialog|audio|video)/;
/** A module that has not come after so many milliseconds is done without. */
const PATIENCE = 5000;
/** Where this script is from. One that stands in the page itself finds the modules where Loom serves them. */
const base = (ask(document, "currentScript") as HTMLScriptElement | null)?.src || new URL("/loom/", location.href);

export class Modules {
  /** The modules that have been loaded. */
  readonly _given: { -readonly [N in keyof Given]?: Given[N] } = {};
  /** Those that have not begun. */
  readonly #needed = new Set<Starting>();
  readonly #begin: (start: Given[Starting]) => unknown;
  /** How often one could not be loaded. */
  _failures = 0;
  #triesRaw = true;
  /** `null` once it is done without. */
  #focus: Promise<unknown> | null | undefined;

  constructor(begin: (start: Given[Starting]) => unknown) {
    this.#begin = begin;
  }

  /** Takes note of a module that templates need. */
  _need(name: Starting): void {
    if (this._given[name]) return;
    this.#needed.add(name);
    this.#start(name).catch(() => undefined);
  }

  async #start(name: Starting): Promise<void> {
    const start = await this._load(name);
    if (this.#needed.delete(name)) await this.#begin(start);
  }

  async _load<N extends keyof Given>(name: N): Promise<Given[N]> {
    const url = new URL(`${name}-${BUILD}.js`, base);
    // An address that failed once is not asked for again by every browser.
    if (this._failures) url.search = `${this._failures}`;
    try {
      // One that is there already is not waited for, and nobody would hear that it is late.
      return (this._given[name] ??= ((await Promise.race([import(url.href), new Promise((_, reject) => setTimeout(reject, PATIENCE))])) as { default: Given[N] }).default);
    } catch (error) {
      this._failures++;
      throw error;
    }
  }

  /**
   * Until when a frame has to wait for the modules that it needs; nothing if the frame need not wait. Without `raw`, which is tried once, raw
   * HTML is replaced; without `focus`, which is tried once too, the focus may be lost. Without one of the others no frame can be worked off, and the promise is rejected.
   */
  _wait(frame: string, { _haveLists, _haveControls }: Have): Promise<unknown> | undefined {
    // The version of the server waits for none: by it a module that is gone is known from one that the network lost.
    if (frame[2] === "v") return;
    const needs: Promise<unknown>[] = [];
    if (!(this._given.controls && this._given.values) && (_haveControls || CONTROLS.test(frame))) needs.push(this._load("controls"), this._load("values"));
    if (!this._given.lists && (_haveLists || frame.includes('{"[":'))) needs.push(this._load("lists"));
    for (const name of this.#needed) needs.push(this.#start(name));
    const owner = OWNERS[frame[2] as "e"];
    if (owner && !this._given[owner]) needs.push(this._load(owner));
    if (isDisturbed()) needs.push(this._load("translated").then(mend));
    const active = ask(document, "activeElement");
    if (!this._given.focus && this.#focus !== null && active && ask(active, "closest", LIVE)) {
      needs.push((this.#focus ??= this._load("focus").catch(() => (this.#focus = null))));
    }
    if (this.#triesRaw && frame.includes('{"<":')) {
      this.#triesRaw = false;
      needs.push(this._load("raw").catch(() => undefined));
    }
    return needs.length ? Promise.all(needs) : undefined;
  }
}
