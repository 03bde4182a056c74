// Changes lists: of pages that have some.

import { changeList, fillList, work, type Engine } from "../engine/list";

/** Changes lists, by means of the script's own engine. */
export default function (engine: Engine): { changeList: typeof changeList; fillList: typeof fillList } {
  work(engine);
  return { changeList, fillList };
}
