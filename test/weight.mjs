// How heavy the built client is on its way to a person, against what it may be. `npm run check` runs it.
//   node test/weight.mjs [--door <kB>] [--call <kB>]     other limits than the product's
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment, node, root } from "../server/launch/prepare.mjs";

/**
 * JavaScript in kB (1000 bytes) after gzip: to the page before the call, and from nothing into the
 * call, which is sealed: the keys count for both, the worker that encrypts for the call. LiveKit
 * Meet needs 350 to its page before the call, La Suite Meet 476, Element Call 935.
 */
const limits = { door: 120, call: 320 };

/**
 * What is loaded when somebody asks for it, and so on neither road. Every other dynamic import
 * counts from the file on that makes it: one that is new is dear until it is named here.
 */
const later = new Set([
  // English is in the first file; a reader of another language loads that catalogue beside it.
  "src/language/id.ts",
  "src/language/id/inside.ts",
  // Other pages.
  "src/home.tsx",
  "src/operator/operator.tsx",
  "src/operator/agenda-editor.tsx",
  "src/group/group-page.tsx",
  "src/clock-page/clock-page.tsx",
  "src/privacy/privacy-page.tsx",
  "src/privacy/erased-page.tsx",
  "src/answer/answer-page.tsx",
  "src/answer/subscription-page.tsx",
  "src/seal/creation.ts",
  // What somebody opens.
  "src/door/connection-panel.tsx",
  "src/seal/link-dialog.tsx",
  "src/call/keys-dialog.tsx",
  // In a call of a group, once the server has said so.
  "src/group/call/panel.tsx",
  "src/media/blur.ts",
  // What pages on plain http need in place of WebCrypto.
  "src/link/plain-derive.ts",
  // After the hour.
  "src/recap/recap.tsx",
  "src/talk/kept-talk.tsx",
  "src/group/after/after.tsx",
]);

/** What leads from the first page into the call: its code and its texts. */
const CALL_LOADERS = ["web/src/call/load.ts", "web/src/language/inside.ts"];

/**
 * @typedef {{ file: string, imports?: string[], dynamicImports?: string[] }} Chunk a chunk in Vite's manifest
 * @typedef {{ name: string, bytes: number, files: { file: string, bytes: number }[] }} Road
 */

/**
 * The scripts of both roads with their sizes as the server hands them out, heaviest first.
 *
 * @param {string} dist a build of the client with its manifest
 * @returns {{ door: Road, call: Road }}
 */
export function weigh(dist) {
  const manifest = /** @type {Record<string, Chunk>} */ (
    JSON.parse(readFileSync(join(dist, ".vite", "manifest.json"), "utf8"))
  );
  const scripts = readdirSync(join(dist, "assets")).filter((name) => name.endsWith(".js"));
  const chunks = new Set(Object.values(manifest).map(({ file }) => file));
  // A worker is a file of its own that no chunk imports: it is found by its name in the code.
  const workers = scripts.filter((name) => !chunks.has(`assets/${name}`));
  const callStarts = CALL_LOADERS.flatMap((loader) => {
    const loaded = [
      ...readFileSync(join(root, loader), "utf8").matchAll(/import\("\.\.?\/([^"]+)"\)/g),
    ].map(([, path = ""]) => Object.keys(manifest).find((key) => key.endsWith(`/${path}`)) ?? path);
    if (loaded.length === 0) throw new Error(`${loader} loads nothing any more.`);
    return loaded.filter((key) => !later.has(key));
  });

  const door = reach(["index.html"], new Set([...later, ...callStarts]));
  const call = reach(["index.html", ...callStarts], later);
  return {
    door: road("to the page before the call", door),
    call: road("into the call", call),
  };

  /**
   * @param {string[]} starts
   * @param {ReadonlySet<string>} without
   */
  function reach(starts, without) {
    const seen = new Set(starts);
    const files = new Set();
    for (const key of seen) {
      const chunk = manifest[key];
      if (!chunk) throw new Error(`The build has no ${key}.`);
      if (!chunk.file.endsWith(".js")) continue;
      files.add(chunk.file);
      for (const next of chunk.imports ?? []) seen.add(next);
      for (const next of chunk.dynamicImports ?? []) if (!without.has(next)) seen.add(next);
      const code = readFileSync(join(dist, chunk.file), "utf8");
      for (const name of workers) if (code.includes(name)) files.add(`assets/${name}`);
    }
    return files;
  }

  /**
   * @param {string} name
   * @param {ReadonlySet<string>} reached
   * @returns {Road}
   */
  function road(name, reached) {
    const files = [...reached].map((file) => ({
      file,
      bytes: statSync(join(dist, `${file}.gz`)).size,
    }));
    return {
      name,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      files: files.toSorted((a, b) => b.bytes - a.bytes),
    };
  }
}

/** @param {number} bytes */
const kB = (bytes) => (bytes / 1000).toFixed(1);

/** @param {string[]} args */
function main(args) {
  const dist = mkdtempSync(join(tmpdir(), "hotseat-weight-"));
  try {
    const vite = join(root, "node_modules", "vite", "bin", "vite.js");
    const { status, stderr } = spawnSync(
      node,
      [
        vite,
        "build",
        "web",
        "--manifest",
        "--outDir",
        dist,
        "--emptyOutDir",
        "--logLevel",
        "error",
      ],
      {
        cwd: root,
        // A test runner's own NODE_ENV would build React as it is for developers.
        env: { ...environment, NODE_ENV: "production" },
        encoding: "utf8",
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    if (status !== 0) throw new Error(`The client could not be built.\n${stderr}`);
    let missed = false;
    for (const [which, { name, bytes, files }] of Object.entries(weigh(dist))) {
      const given = args[args.indexOf(`--${which}`) + 1];
      const limit = args.includes(`--${which}`)
        ? Number(given)
        : limits[/** @type {keyof typeof limits} */ (which)];
      console.log(`${name}: ${kB(bytes)} of ${limit} kB in ${files.length} scripts`);
      if (bytes <= limit * 1000) continue;
      missed = true;
      for (const { file, bytes } of files.slice(0, 8)) console.log(`  ${kB(bytes)} kB  ${file}`);
      console.log(
        "  Import what is used seldom when it is used, and name it in `later` in test/weight.mjs.",
      );
    }
    return missed ? 1 : 0;
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith("weight.mjs")) process.exitCode = main(process.argv.slice(2));
