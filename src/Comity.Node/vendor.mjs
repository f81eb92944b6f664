// Lays out what the pages use of the npm packages: vendor.mjs ICON-LIST ICON-FILE VENDOR-FOLDER, run by the build.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const [iconList, iconFile, folder] = process.argv.slice(2);
const read = path => readFileSync(join("node_modules", path), "utf8");

// No source maps are served, so the lines that point at them go.
const plain = text => text.replace(/\/[*/][#@] sourceMappingURL=\S+( \*\/)?\s*$/, "");

// ECharts ships its words as scripts for `require`; between these two lines each is an ES module.
const asModule = text => `const exports = {};\n${text}\nexport default exports;\n`;

const files = {
  "@tabler/core/dist/css/tabler.min.css": plain,
  "@hotwired/turbo/dist/turbo.es2017-esm.js": plain,
  "echarts/dist/echarts.esm.min.js": plain,
  "echarts/i18n/langJA-obj.js": asModule,
  "echarts/i18n/langKO-obj.js": asModule,
};

mkdirSync(folder, { recursive: true });
for (const [path, change] of Object.entries(files)) {
  writeFileSync(join(folder, basename(path)), change(read(path)));
}

// Only what stands inside <svg>: the Icon component writes the element itself.
const icons = {};
for (const name of readFileSync(iconList, "utf8").split(/\s+/).filter(Boolean)) {
  try {
    icons[name] = read(`@tabler/icons/icons/outline/${name}.svg`)
      .replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "")
      .replace(/\s*<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, "")
      .replace(/\s*\n\s*/g, "");
  } catch {
    console.error(`${iconList}: error ICON: @tabler/icons has no outline icon "${name}"`);
    process.exitCode = 1;
  }
}
mkdirSync(dirname(iconFile), { recursive: true });
if (!process.exitCode) writeFileSync(iconFile, JSON.stringify(icons, null, 1));
