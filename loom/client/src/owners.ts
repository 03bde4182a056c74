// The modules that work off messages.

/** Their names by the letters of the messages. */
export const OWNERS = { a: "address", n: "address", u: "address", d: "effects", e: "effects" } as const;
