import { defineConfig } from "vitest/config";

// Against a server that tests/e2e/test_web.py starts and fills.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 90_000,
    expect: { poll: { timeout: 15_000 } }, // as long as the browser itself waits for something
    hookTimeout: 90_000,
  },
});
