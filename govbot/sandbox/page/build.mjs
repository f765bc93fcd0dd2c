// Bundles the page into ../static, which is committed: whoever runs govbot needs no Node.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const out = "../static";

// The library scopes its styles by an element id and repeats that id on every block, and it fixes the theme
// for each block. One class and one theme on <html> serve a page with hundreds of messages better.
function changed(path, from, to) {
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path} no longer holds ${from}: look at it again`);
  return text.replaceAll(from, to);
}

const scopeByClass = {
  name: "scope-by-class",
  setup(bundle) {
    bundle.onLoad({ filter: /slack-blocks-to-jsx[\\/]dist[\\/]index\.mjs$/ }, ({ path }) => ({
      contents: changed(path, 'id:"slack_blocks_to_jsx","data-theme":E,', ""),
      loader: "js",
    }));
    bundle.onLoad({ filter: /slack-blocks-to-jsx[\\/]dist[\\/]style\.css$/ }, ({ path }) => ({
      contents: changed(path, "#slack_blocks_to_jsx", ".slack_blocks_to_jsx"),
      loader: "css",
    }));
  },
};

function bundledPackages(metafile) {
  const found = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const input of Object.keys(output.inputs)) {
      const match = input.match(/^(node_modules\/(?:@[^/]+\/)?[^/]+)\//);
      if (match) found.add(match[1]);
    }
  }
  return [...found].sort();
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${license}`;
  return `${name} ${version} (${license})\n\n${text.replaceAll("\r\n", "\n")}\n`;
}

mkdirSync(out, { recursive: true });
const { metafile } = await build({
  entryPoints: { app: "src/main.tsx" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  plugins: [scopeByClass],
});
copyFileSync("src/index.html", join(out, "index.html"));
const rule = `\n${"-".repeat(80)}\n\n`;
writeFileSync(
  join(out, "NOTICE.txt"),
  `Bundled in app.js and app.css:\n${rule}${bundledPackages(metafile).map(notice).join(rule)}`,
);
if (!existsSync(join(out, "app.css"))) throw new Error("the bundle has no styles");
