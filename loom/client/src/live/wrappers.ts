// Sees live components come into the page and go from it, whoever does it, and what others do to the page around them.

import { note } from "../engine/own";

import { ask } from "../dom";

export interface Residents {
  _adopt(root: ParentNode): void;
  _sweep(): void;
}

export class Wrappers {
  readonly #observer = new MutationObserver((records) => {
    note(records);
    this.#look(records);
  });
  readonly #residents: Residents;

  constructor(residents: Residents) {
    this.#residents = residents;
  }

  _start(): void {
    this.#residents._adopt(document);
    this._resume();
  }

  _resume(): void {
    this.#observer.observe(document, { childList: true, subtree: true });
  }

  /**
   * Later changes are known to the code that makes them: to record them would cost more than the change. Nothing is lost where this is
   * the first change of a task.
   */
  _pause(): void {
    this.#observer.disconnect();
  }

  /** All that was changed since the task began was changed by the client itself. */
  _own(): void {
    this.#look(this.#observer.takeRecords());
  }

  #look(records: MutationRecord[]): void {
    if (records.some((record) => record.removedNodes.length)) this.#residents._sweep();
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof HTMLElement && ask(node as Node, "isConnected")) this.#residents._adopt(node);
    }
    // Changes by the binding of a component are no one else's either.
    this.#observer.takeRecords();
  }
}
