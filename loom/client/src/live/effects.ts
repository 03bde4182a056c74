// The effects that a component asks for beside the change of its content: one case for each. Those about the address are a module's.

import { OWNERS } from "../owners";
import type { AddressMessage, Effect } from "../wire";
import type { Notices } from "./notices";

/** The components of the page, by their numbers. */
interface Residents {
  readonly _components: ReadonlyMap<number, { readonly _element: Element }>;
}

/** So many messages for hooks are kept at most, for those who hear of them later. */
const MOST = 500;

/** The parts that are needed. */
interface Means {
  readonly _notices: Notices;
  readonly _modules: { readonly _given: { readonly [N in (typeof OWNERS)[keyof typeof OWNERS]]?: (message: never, means: never, residents: never) => void } };
}

export function carryOut(effect: AddressMessage | Effect, means: Means, session: Residents): void {
  const [kind] = effect;
  if (kind === "f") means._notices._show(effect[1], effect[2]);
  else if (kind === "m") {
    // The module of hooks finds them there, also where it comes later.
    const said = ((window as { loom?: { said?: unknown[] } }).loom ??= {}).said ??= [];
    said.push([session._components.get(effect[1])?._element, effect[2], effect[3]]);
    if (said.length > MOST) said.shift();
    dispatchEvent(new Event("loom:said"));
  }
  else if (kind === "r") means._notices._leave(effect[1]);
  else means._modules._given[OWNERS[kind]]?.(effect as never, means as never, session as never);
}
