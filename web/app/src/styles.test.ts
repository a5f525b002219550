import { expect, it } from "vitest";
import listed from "./styles.ts?raw";

const sources = import.meta.glob<string>(["./**/*.{ts,tsx}", "!./**/*.test.*"], { eager: true, query: "?raw", import: "default" });
const styles = Object.keys(import.meta.glob("../../node_modules/@mantine/core/styles/*.css")).map((name) => name.replace(/.*\/|\.css$/g, ""));

it("every component that is used has its styles", () => {
  expect(styles).toContain("Button");
  const used = Object.values(sources)
    .flatMap((source) => [...source.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)])
    .flatMap(([, names = ""]) => names.split(",").map((name) => name.trim()));
  expect(used).toContain("Button");
  const missing = [...new Set(used)].filter((name) => styles.includes(name) && !listed.includes(`/${name}.css"`));
  expect(missing).toEqual([]);
});
