// Nodes as they are, whatever fields stand in them. A form has its fields as properties, by their names, in the place of its own, and the
// document has its forms and images: with `<input name="parentElement">` the form's `parentElement` is that field. A node that may be a form or
// the document is asked here.

type Result<P> = P extends (...args: never[]) => infer R ? R : P;

/** A property of `of`, or what its method of this name gives for `args`. */
export function ask<T extends object, K extends keyof T>(of: T, name: K, ...args: T[K] extends (...args: infer A) => unknown ? A : []): Result<T[K]> {
  const own: unknown =
    of instanceof HTMLFormElement || of === document ? Reflect.get(Object.getPrototypeOf(of) as T, name, of) : of[name];
  return (typeof own === "function" ? own.call(of, ...args) : own) as Result<T[K]>;
}

// Questions for each node of a patch are asked in the shortest way.

function getter(name: "firstChild" | "nextSibling"): (node: Node) => ChildNode | null {
  const { get } = Object.getOwnPropertyDescriptor(Node.prototype, name)!;
  return (node) => get!.call(node) as ChildNode | null;
}

export const firstOf = /* @__PURE__ */ getter("firstChild");
export const nextOf = /* @__PURE__ */ getter("nextSibling");

/** Whether it is a checkbox or a radio button. */
export function isBox(element: Element): boolean {
  return ask(element, "matches", "[type=checkbox],[type=radio]");
}

/** Dispatches `loom:NAME`; false if somebody prevented what is done by default. */
export function announce(element: Element, name: string, detail?: unknown): boolean {
  return element.dispatchEvent(new CustomEvent("loom:" + name, { bubbles: true, cancelable: true, detail }));
}
