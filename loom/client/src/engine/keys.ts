// The keys of the items of a list, as the server writes them.

/** Keys as they are written: `1-1000`, or `5,eX3kd_0aB`. */
export function readKeys(text: string | undefined): string[] {
  if (!text) return [];
  return text.split(",").flatMap((part) => {
    const [, first, last] = /^(-?\d+)-(-?\d+)$/.exec(part) ?? [];
    return first ? Array.from({ length: +last! - +first + 1 }, (_, i) => String(+first + i)) : [part];
  });
}
