// Installs the locked packages, unless node_modules already is what package-lock.json says.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "node_modules", ".konsil-lock");
const lock = createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--prefer-offline", "--loglevel=error"], { cwd: root, stdio: "inherit" });
  if (npm.status !== 0) {
    console.error("npm ci failed: the browser client cannot be bundled");
    process.exit(npm.status ?? 1);
  }
  writeFileSync(stamp, lock);
}
