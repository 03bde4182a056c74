// All templates that this page knows, by fingerprint; parsed when first used.

import { ask } from "../dom";
import { CONTROLS, type WireTemplate } from "../wire";
import { Template } from "./template";

export class Templates {
  readonly _known = new Map<string, WireTemplate | Template>();
  /** The page's own, in the order of their indices. */
  #page: string[] = [];
  /** Whether lists stand in the page, so that a change may name their items. */
  _haveLists = false;
  /** Whether the page has controls. */
  _haveControls = false;
  /** Told of every template on its first use: what events its elements are bound to is known then. */
  readonly #parsed: (template: Template) => void;

  /** Told of every template in which the browser computes slots. */
  _coded: (() => void) | undefined;

  constructor(parsed: (template: Template) => void) {
    this.#parsed = parsed;
  }

  _add(templates: readonly WireTemplate[]): void {
    for (const template of templates) {
      if (template[4]) this._coded!();
      if (!this._known.has(template[0])) this._known.set(template[0], template);
    }
  }

  _addPage(templates: readonly WireTemplate[]): void {
    this.#page = templates.map((template) => template[0]);
    this._add(templates);
  }

  _get(fingerprint: string): Template {
    let template = this._known.get(fingerprint);
    if (!template) throw new Error(`loom: no template ${fingerprint}`);
    if (!(template instanceof Template)) {
      template = new Template(template, fingerprint);
      this._known.set(fingerprint, template);
      this._haveControls ||= template._elements.some((element) => ask(element, "matches", CONTROLS + ",details,dialog,audio,video"));
      this.#parsed(template);
    }
    return template;
  }

  _ofPage(index: number): Template {
    return this._get(this.#page[index] ?? "");
  }
}
