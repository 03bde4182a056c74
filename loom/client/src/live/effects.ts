// The effects that a component asks for beside the change of its content: one case for each.

import type { Effect } from "../wire";
import type { Notices } from "./notices";

export function carryOut(effect: Effect, notices: Notices): void {
  switch (effect[0]) {
    case "d":
      Reflect.set(Document.prototype, "title", effect[1], document);
      return;
    case "f":
      return notices._show(effect[1], effect[2]);
    case "r": {
      const url = new URL(effect[1], location.href);
      if (!/^https?:$/.test(url.protocol)) return;
      notices._keep();
      location.assign(url);
    }
  }
}
