// The effects that a component asks for beside the change of its content: one case for each. Those about the address are a module's.

import { OWNERS } from "../owners";
import type { AddressMessage, Effect } from "../wire";
import type { Notices } from "./notices";

/** The parts that are needed. */
interface Means {
  readonly _notices: Notices;
  readonly _modules: { readonly _given: { readonly [N in (typeof OWNERS)[keyof typeof OWNERS]]?: (message: never, means: never, residents: never) => void } };
}

export function carryOut(effect: AddressMessage | Effect, means: Means, residents: object): void {
  const [kind] = effect;
  if (kind === "f") means._notices._show(effect[1], effect[2]);
  else if (kind === "r") means._notices._leave(effect[1]);
  else means._modules._given[OWNERS[kind]]?.(effect as never, means as never, residents as never);
}
