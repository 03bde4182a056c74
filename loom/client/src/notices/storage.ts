// The storage of the browser's session.

/** Uses the session's storage, which a browser may refuse. */
export function session<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
