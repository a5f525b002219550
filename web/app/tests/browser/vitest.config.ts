import { defineConfig } from "vitest/config";

// Against a server that tests/e2e/test_web.py starts and fills.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
