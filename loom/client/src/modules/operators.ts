// The rarer half of browser expressions, for the module of expressions: operators, and fields that outlive the page.

import * as storage from "../expression/keep";
import * as rare from "../expression/rare";

export default { ...rare, ...storage };
