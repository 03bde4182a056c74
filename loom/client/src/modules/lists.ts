// Changes lists: of pages that have some.

import { changeList, fillList, work, type Engine, type Lists } from "../engine/list";

/** Changes lists, by means of the script's own engine. */
export default function (engine: Engine): Lists {
  work(engine);
  return { _changeList: changeList, _fillList: fillList };
}
