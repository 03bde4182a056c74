// Sees live components come into the page and go from it, whoever does it.

export interface Residents {
  adopt(root: ParentNode): void;
  sweep(): void;
}

export class Wrappers {
  private readonly observer = new MutationObserver((records) => this.look(records));

  constructor(private readonly residents: Residents) {}

  start(): void {
    this.residents.adopt(document);
    this.observer.observe(document, { childList: true, subtree: true });
  }

  stop(): void {
    this.observer.disconnect();
  }

  private look(records: MutationRecord[]): void {
    if (records.some((record) => hasElement(record.removedNodes))) this.residents.sweep();
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof HTMLElement && node.isConnected) this.residents.adopt(node);
    }
  }
}

function hasElement(nodes: NodeList): boolean {
  for (const node of nodes) if (node instanceof Element) return true;
  return false;
}
