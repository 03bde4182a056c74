// How many bytes each file of the client may have, gzip. The build and the tests read this table; a module that is not in it is not built.

/** The script that every page loads, by the name of its file in `dist`. */
const SCRIPT = { loom: 12 * 1024 };

/** The modules that a page loads when it needs them. */
const MODULES = {
  address: 1.75 * 1024,
  controls: 1.5 * 1024,
  details: 640,
  effects: 1024,
  expressions: 4.5 * 1024,
  fallback: 1.5 * 1024,
  flash: 1.25 * 1024,
  focus: 1.25 * 1024,
  guard: 640,
  hooks: 1024,
  lists: 2 * 1024,
  loading: 1.75 * 1024,
  navigation: 6 * 1024,
  notices: 2.5 * 1024,
  observers: 2.5 * 1024,
  operators: 2.875 * 1024,
  places: 768,
  raw: 640,
  sort: 4 * 1024,
  sticky: 768,
  transitions: 1.5 * 1024,
  translated: 1024,
  values: 2 * 1024,
};

/** The most that modules of these names may have; none of them is built. */
const KEPT = {
  uploads: 3.5 * 1024,
  virtual: 3 * 1024,
};

export const BUDGETS = { ...SCRIPT, ...MODULES, ...KEPT };

/** How many bytes all files together should have at most. They have more: docs/performance.md says why. */
export const GOAL = 36 * 1024;

/** How many they may have until then. */
export const ALL = 50.75 * 1024;
