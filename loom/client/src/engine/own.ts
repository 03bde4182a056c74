// Changes that others make to the texts of the page. A browser's translator takes them out and puts elements of its own in their places. A module puts
// them back; it is loaded when that happens for the first time, and frames of the server wait for it.

import { ask } from "../dom";
import { LIVE } from "../wire";

/** The name of what translators put into the page. */
export const FONT = "FONT";

/** The interface of the module. */
export interface Mender {
  _note(records: readonly MutationRecord[]): void;
  _restore(node: Node, parent?: ParentNode | null): void;
}

let given: Mender | undefined;
/** Calls from before the module came. */
let records: MutationRecord[] = [];

/** Takes note of what others did to the page. */
export function note(fresh: readonly MutationRecord[]): void {
  if (given) given._note(fresh);
  else if (isDisturbed() || fresh.some(isReplaced)) records.push(...fresh);
}

/** Whether the module is needed, and not here. */
export function isDisturbed(): boolean {
  return !!records.length;
}

export function mend(by: Mender): void {
  given = by;
  by._note(records);
  records = [];
}

/** Gives the parent of `node` back what it held, and so all elements around it in which the same sentence may stand. */
export function restore(node: Node, parent?: ParentNode): void {
  given?._restore(node, parent);
}

function isReplaced({ target, addedNodes, removedNodes }: MutationRecord): boolean {
  return (
    ([...removedNodes].some((node) => node instanceof CharacterData) || [...addedNodes].some(({ nodeName }) => nodeName === FONT)) &&
    target instanceof Element &&
    !!ask(target, "closest", LIVE)
  );
}
