// Makes contest/web/static from this folder and the packages pinned in package.json: `npm ci && npm run build`.
// (The fonts are made by merge_fonts.py.)
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { compile } from "sass";

const here = new URL("./", import.meta.url).pathname;
const modules = `${here}node_modules`;
const output = `${here}../static`;

for (const folder of ["css", "js", "fonts", "licences"]) mkdirSync(`${output}/${folder}`, { recursive: true });

for (const name of ["contest"]) {
  const { css } = compile(`${here}${name}.scss`, {
    loadPaths: [modules],
    quietDeps: true,
    style: "compressed",
  });
  writeFileSync(`${output}/css/${name}.css`, css);
  console.log(`${name}.css`, css.length, "bytes,", gzipSync(css, { level: 9 }).length, "packed");
}

const font = `${modules}/@fontsource/be-vietnam-pro`;
copyFileSync(`${modules}/htmx.org/dist/htmx.min.js`, `${output}/js/htmx.js`);

const licences = {
  "be-vietnam-pro": `${font}/LICENSE`,
  "htmx": `${modules}/htmx.org/LICENSE`,
};
for (const [name, path] of Object.entries(licences)) {
  writeFileSync(`${output}/licences/${name}.txt`, readFileSync(path, "utf8"));
}
