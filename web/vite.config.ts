import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The server of `npm run dev`; in production it serves `dist` itself. */
const server = "http://localhost:3600";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "dist",
    target: "es2022",
    // The page's policy is `script-src 'self'`: nothing may become an inline script or a data URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The schemas of shared/protocol are for the server; a browser takes their types alone.
      treeshake: { manualPureFunctions: ["Type"] },
    },
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      "/api": { target: server, ws: true },
      "/rtc": { target: server, ws: true },
    },
  },
});
