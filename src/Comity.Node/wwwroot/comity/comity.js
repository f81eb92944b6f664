// Everything the pages do in the browser. Without it every page works: links, forms, details.
import "../vendor/turbo.es2017-esm.js";
import { listen } from "./live.js";
import { watchKeys } from "./keys.js";
import { watchMenus } from "./menus.js";
import { watchPalette } from "./palette.js";

watchKeys();
watchMenus();
watchPalette();
listen();
