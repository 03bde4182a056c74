// Attributes by the browser's own methods, whatever fields a form has. Apart from `dom.ts`, since the methods are taken from the browser at once
// by each file of the client that has this one.

const { getAttribute, setAttribute, removeAttribute } = Element.prototype;

export function attributeOf(element: Element, name: string): string | null {
  return getAttribute.call(element, name);
}

/** Sets an attribute, or removes it with `null`. An attribute that has the value already is left alone. */
export function putAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) removeAttribute.call(element, name);
  else if (attributeOf(element, name) !== value) setAttribute.call(element, name, value);
}
