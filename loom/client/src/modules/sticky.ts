// Components that stay when the visitor goes to another page: `live.mount(..).sticky("player")`. They stay in the place of the layout in which
// they stand. Where that goes, the component is taken into the place that the next page has for it.

import { ask } from "../dom";
import type { Newcomer } from "../engine/patch";
import type { Content } from "../engine/tree";
import type { Staying } from "../navigation/body";

/** Gives a component new props. */
type Give = (wrapper: HTMLElement, token: string) => void;

export default class implements Staying {
  readonly #give: Give;
  /** The wrappers whose places are not shown, by name. */
  readonly #standing = new Map<string, HTMLElement>();

  constructor(give: Give) {
    this.#give = give;
  }

  get _names(): string {
    return wrappersIn(ask(document, "documentElement"))
      .map(({ dataset }) => `${dataset["lSticky"]}:${dataset["lLive"]}`)
      .join();
  }

  _stays({ _anchor }: Content, [, token, , tree, name]: Newcomer): boolean {
    const wrapper = _anchor as HTMLElement;
    if (tree || !name || wrapper.dataset?.["lSticky"] !== name) return false;
    this.#give(wrapper, token);
    return true;
  }

  _take([, token, , tree, name]: Newcomer): HTMLElement | undefined {
    const wrapper = tree ? undefined : this.#standing.get(name ?? "");
    if (wrapper) this.#give(wrapper, token);
    return wrapper;
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

function wrappersIn(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("[data-l-sticky]")];
}
