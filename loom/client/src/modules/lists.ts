// Changes lists: of pages that have some.

import { changeList, fillList, work, type Engine } from "../engine/list";

/** Changes lists, by means of the script's own engine. */
export default function (engine: Engine): { _changeList: typeof changeList; _fillList: typeof fillList } {
  work(engine);
  return { _changeList: changeList, _fillList: fillList };
}
