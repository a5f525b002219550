import { expect, it } from "vitest";
import { example } from "./greeting_example.ts";

it("a text greets somebody by the names and the title of the language", () => {
  expect(example("Welcome {title} {family_name}", "en")).toBe("Welcome Ms. Lovelace");
  expect(example("Servus {given_name}!", "de")).toBe("Servus Ada!");
  expect(example("{title} {name}", "de")).toBe("Frau Ada Lovelace");
  expect(example("Hello {name}", "tlh")).toBe("Hello Ada Lovelace");
});

it("what it cannot name stays, so that one sees it", () => {
  expect(example("Your {salary}, {name", "en")).toBe("Your {salary}, {name");
});
