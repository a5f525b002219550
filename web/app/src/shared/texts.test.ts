// No text is missing in any language, and every text that is asked for is there.

import { describe, expect, it } from "vitest";

type Texts = Record<string, string>;

const files = import.meta.glob<Texts>(["../shared/texts/*.json", "../areas/*/texts/*.json"], { eager: true, import: "default" });
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*"], { eager: true, query: "?raw", import: "default" });
const languages = ["en", "de", "es", "hi", "si"];

const folders = [...new Set(Object.keys(files).map((name) => name.slice(0, name.lastIndexOf("/"))))];

function placeholders(text: string): string[] {
  return (text.match(/\{\{\w+\}\}/g) ?? []).sort();
}

describe.each(folders)("the texts in %s", (folder) => {
  const english = files[`${folder}/en.json`] ?? {};

  it.each(languages)("are all there in %s, with the same gaps to fill", (language) => {
    const texts = files[`${folder}/${language}.json`] ?? {};
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).not.toBe("");
      expect(placeholders(text), key).toEqual(placeholders(english[key] ?? ""));
    }
  });
});

it("every text that a source asks for by name exists", () => {
  const shared = files["./texts/en.json"] ?? files["../shared/texts/en.json"] ?? {};
  expect(Object.keys(shared)).toContain("signIn");
  const missing: string[] = [];
  for (const [name, source] of Object.entries(sources)) {
    const area = /areas\/([^/]+)\//.exec(name)?.[1];
    const own = area ? (files[`../areas/${area}/texts/en.json`] ?? {}) : {};
    for (const [, key = ""] of source.matchAll(/\bt\(\s*"([^"$]+)"(?!, \{ ns: id)/g)) {
      if (!(key in own) && !(key in shared)) missing.push(`${name}: ${key}`);
    }
  }
  expect(missing).toEqual([]);
});
