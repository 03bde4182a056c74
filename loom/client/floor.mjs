// The oldest browsers that the client is for, by the names that esbuild gives them. The build writes no syntax that they lack.

export const FLOOR = { chrome: "112", firefox: "111", safari: "16.4" };

/** As esbuild takes it. */
export const TARGET = Object.entries(FLOOR).map(([name, version]) => name + version);
