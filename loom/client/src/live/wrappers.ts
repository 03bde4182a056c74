// Sees live components come into the page and go from it, whoever does it.

export interface Residents {
  adopt(root: ParentNode): void;
  sweep(): void;
}

export class Wrappers {
  readonly #observer = new MutationObserver((records) => this.#look(records));
  readonly #residents: Residents;

  constructor(residents: Residents) {
    this.#residents = residents;
  }

  start(): void {
    this.#residents.adopt(document);
    this.resume();
  }

  resume(): void {
    this.#observer.observe(document, { childList: true, subtree: true });
  }

  /**
   * What changes from now on is known to whoever changes it: to record it would cost more than the change. Nothing is lost where this is
   * the first change of a task.
   */
  pause(): void {
    this.#observer.disconnect();
  }

  #look(records: MutationRecord[]): void {
    if (records.some((record) => record.removedNodes.length)) this.#residents.sweep();
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof HTMLElement && node.isConnected) this.#residents.adopt(node);
    }
  }
}
