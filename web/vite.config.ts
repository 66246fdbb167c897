import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import type { Plugin } from "vite";

/** The server of `npm run dev`; in production it serves `dist` itself. */
const server = "http://localhost:3600";

const require = createRequire(import.meta.url);

/**
 * Copies MediaPipe's engine (19 MB, loaded by those who blur) beside the built files, so that no
 * page takes it from elsewhere. The folder names the version, since it is kept for ever.
 */
function mediapipe(): Plugin {
  const wasm = join(dirname(require.resolve("@mediapipe/tasks-vision")), "wasm");
  return {
    name: "mediapipe-engine",
    apply: "build",
    writeBundle({ dir }) {
      cpSync(wasm, join(dir ?? "", "assets/mediapipe-0.10.14"), { recursive: true });
    },
  };
}

/**
 * Takes the worker that encrypts media from LiveKit's source, which is published beside the packed
 * one. That one brings protocol buffers and track classes along, which the worker never uses, and is
 * twice as large.
 */
function cryptor(): Plugin {
  const source = join(dirname(require.resolve("livekit-client")), "../src/e2ee/worker");
  return {
    name: "cryptor-from-source",
    apply: "build",
    config: () => ({
      resolve: {
        alias: [
          {
            find: "livekit-client/e2ee-worker?worker",
            replacement: `${source}/e2ee.worker.ts?worker`,
          },
        ],
      },
      // Nothing is there for what importing it does; the worker's own file is run as the entry.
      worker: { rolldownOptions: { treeshake: { moduleSideEffects: false } } },
    }),
  };
}

/** Compresses what is text, once and as well as it can be: the server hands it out as it is. */
function compressed(): Plugin {
  return {
    name: "compressed-files",
    apply: "build",
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|html|svg)$/.test(name)) continue;
        const file = join(dir ?? "", name);
        const text = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(text));
        writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), mediapipe(), cryptor(), compressed()],
  build: {
    outDir: "dist",
    target: "es2022",
    // The page's policy is `script-src 'self'`: nothing may become an inline script or a data URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The schemas of shared/protocol are for the server; a browser takes their types alone.
      treeshake: { manualPureFunctions: ["Type"] },
      output: {
        codeSplitting: {
          // What every page begins with is one file: as thirty it is 9 kB heavier after compression.
          // `main.tsx` stays by itself, since it waits for a catalogue that may be another file.
          groups: [
            { name: "first", tags: ["$initial"], test: (id) => !/(main\.tsx|\.html)$/.test(id) },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 700,
  },
  server: {
    // The server says where the pages are.
    port: 5173,
    strictPort: true,
    proxy: {
      "/api": { target: server, ws: true },
      "/calendar": { target: server },
      "/rtc": { target: server, ws: true },
    },
  },
});
