import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compressed } from "./tools/compressed.ts";
import { serviceWorker } from "./tools/service_worker.ts";

// Components that several pages use are one file: in files of their own, the headers of the answers weigh more than some of them.
function together(id: string): string | undefined {
  return /node_modules\/(@mantine\/(core|hooks)|@floating-ui|@tanstack|wouter|react-remove-scroll|react-textarea-autosize)\//.test(id) ? "components" : undefined;
}

export default defineConfig({
  plugins: [react(), serviceWorker(), compressed()],
  build: {
    target: "es2022",
    // Nothing inside the page itself: its policy lets files of ours run, and nothing else.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    rollupOptions: { output: { manualChunks: together } },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}", "tests/unit/**/*.test.ts"] },
});
