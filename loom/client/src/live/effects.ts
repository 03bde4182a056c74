// The effects that a component asks for beside the change of its content: one case for each. Those about the address are a module's.

import type { AddressMessage, Effect } from "../wire";
import type { Notices } from "./notices";

/** The parts that are needed. */
interface Means {
  readonly _notices: Notices;
  readonly _modules: { readonly _given: { readonly address?: (message: AddressMessage | Effect, means: never, residents: never) => void } };
}

export function carryOut(effect: AddressMessage | Effect, means: Means, residents: object): void {
  switch (effect[0]) {
    case "d":
      Reflect.set(Document.prototype, "title", effect[1], document);
      return;
    case "f":
      return means._notices._show(effect[1], effect[2]);
    case "r":
      return means._notices._leave(effect[1]);
    default:
      means._modules._given.address?.(effect, means as never, residents as never);
  }
}
