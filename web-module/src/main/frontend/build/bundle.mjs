// Bundles the browser client into target/frontend/assets/<version>/, version being the hash of what it holds.
// A page names that folder, so the server may let browsers keep everything in it for ever.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "../../../target");
const assets = join(target, "frontend/assets");
const out = join(target, "frontend-work");
const wasm = "node_modules/@matrix-org/matrix-sdk-crypto-wasm/pkg/matrix_sdk_crypto_wasm_bg.wasm";

rmSync(assets, { recursive: true, force: true });
rmSync(out, { recursive: true, force: true });

await build({
  absWorkingDir: root,
  entryPoints: { admin: "src/admin.mjs", app: "src/app.mjs", door: "src/door.mjs", "media-worker": "src/media/worker.mjs", "pdf-worker": "node_modules/pdfjs-dist/build/pdf.worker.mjs" },
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: process.env.KONSIL_BUNDLE_READABLE !== "true",
  sourcemap: false,
  legalComments: "none",
  define: { global: "globalThis", "process.env.NODE_ENV": '"production"', KONSIL_VERSION: JSON.stringify(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version) },
  logLevel: "warning",
});
await build({
  absWorkingDir: root,
  entryPoints: ["css/tokens.css", "css/konsil.css", "css/client.css", "css/admin.css"],
  outdir: out,
  minify: true,
  target: "esnext",
  logLevel: "warning",
});
mkdirSync(join(out, "pkg"), { recursive: true });
cpSync(join(root, wasm), join(out, "pkg/matrix_sdk_crypto_wasm_bg.wasm"));
// fonts and picture formats of PDF files, loaded only by files that need them
for (const folder of ["standard_fonts", "wasm"]) cpSync(join(root, "node_modules/pdfjs-dist", folder), join(out, "pdf", folder), { recursive: true });
licences();
emoji("de");
emoji("en");

// the pages' texts are served under the same version
const version = hashOf(out, join(root, "../resources/org/konsil/web/ui/messenger")).slice(0, 16);
mkdirSync(assets, { recursive: true });
renameSync(out, join(assets, version));
const classes = join(target, "classes/org/konsil/web/ui/messenger");
mkdirSync(classes, { recursive: true });
writeFileSync(join(classes, "assets.properties"), `version=${version}\n`);

function hashOf(...folders) {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const file of files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()) {
      hash.update(file.slice(folder.length)).update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

/** [[emoji, name, other words, group]]: what the choice of an emoji needs, without skin tones and components. */
function emoji(language) {
  const all = JSON.parse(readFileSync(join(root, `node_modules/emojibase-data/${language}/data.json`), "utf8"));
  const list = all
    .filter(({ group }) => group !== undefined && group !== 2)
    .sort((a, b) => a.order - b.order)
    .map(({ emoji: sign, label, tags = [], group }) => [sign, label, tags.join(" "), group]);
  writeFileSync(join(out, `emoji-${language}.json`), JSON.stringify(list));
}

/** The licences of what is inside the bundle, as those licences ask for. */
function licences() {
  const packages = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const texts = [];
  for (const [path, info] of Object.entries(packages)) {
    if (!path || info.dev || info.optional) continue;
    const folder = join(root, path);
    const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
    texts.push(`${path.replace(/^.*node_modules\//, "")} ${info.version} (${info.license ?? "see text"})\n\n${text}`);
  }
  writeFileSync(join(out, "LICENSES.txt"), texts.join("\n\n----------------------------------------\n\n") + "\n");
}
