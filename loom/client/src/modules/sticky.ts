// Components that stay when the visitor goes to another page: `live.mount(..).sticky("player")`. They stay in the place of the layout in which
// they stand. Where that goes, the component is taken into the place that the next page has for it.

import { ask } from "../dom";
import type { Newcomer } from "../engine/patch";
import type { Content } from "../engine/tree";
import type { Staying } from "../navigation/body";

/** Gives a component new props. */
type Give = (wrapper: HTMLElement, token: string) => void;

/** The props of so many pages are known: more than are kept. */
const PAGES = 50;
/** Props that were given so long ago have arrived, in milliseconds. */
const ARRIVED = 60_000;

const root = ask(document, "documentElement");

export default class implements Staying {
  readonly #give: Give;
  /** The wrappers whose places are not shown, by name. */
  readonly #standing = new Map<string, HTMLElement>();
  /** The tokens of the props that each page gave, by the key of the page and the name of the component. */
  readonly #props = new Map<string, string>();
  /** When a component was given props. */
  #time = 0;

  constructor(give: Give) {
    this.#give = give;
    this.#shown();
    root.addEventListener("loom:joined", ({ target }) => {
      const { lProps } = (target as HTMLElement).dataset;
      // Props that were given while the connection broke, or before the server had the component, may be lost.
      if (lProps && Date.now() - this.#time < ARRIVED) this.#hand(target as HTMLElement, lProps);
    });
    ask(document, "addEventListener", "loom:navigated", () => this.#shown());
  }

  /** A page is shown. One that the visitor has come back to has its own props. */
  #shown(): void {
    for (const wrapper of wrappersIn(root)) {
      const props = this.#props.get(keyOf(wrapper));
      if (props !== wrapper.dataset["lProps"]) this.#hand(wrapper, props);
    }
  }

  /** Gives props, or notes those that a component was mounted with. */
  #hand(wrapper: HTMLElement, token?: string): void {
    const props = this.#props;
    props.set(keyOf(wrapper), (wrapper.dataset["lProps"] = token ?? wrapper.dataset["lProps"]!));
    if (props.size > PAGES) props.delete([...props.keys()][0]!);
    if (!token) return;
    // Without a connection they arrive with the next.
    this.#time = root.dataset["lState"] === "live" ? Date.now() : Infinity;
    this.#give(wrapper, token);
  }

  get _names(): string {
    return wrappersIn(root)
      .map(({ dataset }) => `${dataset["lSticky"]}:${dataset["lLive"]}`)
      .join();
  }

  _stays({ _anchor }: Content, [, token, , tree, name]: Newcomer): boolean {
    const wrapper = _anchor as HTMLElement;
    if (tree || !name || wrapper.dataset?.["lSticky"] !== name) return false;
    this.#hand(wrapper, token);
    return true;
  }

  _take([, token, , tree, name]: Newcomer): HTMLElement | undefined {
    const wrapper = this.#standing.get(name ?? "");
    // One that is mounted anew has its own.
    if (tree) this.#props.delete(pageKey() + name!);
    else if (wrapper) this.#hand(wrapper, token);
    return tree ? undefined : wrapper;
  }

  _part(aside: DocumentFragment): void {
    for (const wrapper of wrappersIn(aside)) {
      const place = ask(document, "createElement", "template");
      place.dataset["lPlace"] = wrapper.dataset["lSticky"];
      this.#standing.set(wrapper.dataset["lSticky"]!, wrapper);
      wrapper.replaceWith(place);
    }
  }

  _settle(): void {
    for (const place of ask(document, "querySelectorAll", "[data-l-place]")) {
      const wrapper = this.#standing.get((place as HTMLElement).dataset["lPlace"]!);
      if (wrapper) place.replaceWith(wrapper);
    }
  }
}

function keyOf({ dataset }: HTMLElement): string {
  return pageKey() + dataset["lSticky"];
}

/** The key of the page in the history. */
function pageKey(): string {
  return (history.state as { loom: string }).loom;
}

function wrappersIn(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("[data-l-sticky]")];
}
