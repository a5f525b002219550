import { expect, it } from "vitest";
import type { Schemas } from "@attendsense/client";
import { cellOf, linesOf } from "./columns.ts";

it("a cell is quoted where it must be, and never a formula", () => {
  expect(["Ada", "O'Neill", "Lovelace; Ada", 'the "Countess"', "=1+1", "'=1", "  -2", "'tis"].map(cellOf)).toEqual([
    "Ada", "O'Neill", '"Lovelace; Ada"', '"the ""Countess"""', "'=1+1", "''=1", "'  -2", "'tis",
  ]);
});

it("the days of employment are those of the site, the last one included", () => {
  const ada = {
    email: "ada@example.com", given_name: "Ada", family_name: "Lovelace", honorific: "ms", role: { name: "employee" }, site_id: "a",
    personnel_number: "1815", state: "active", hired_at: "2026-03-01T23:00:00Z", left_at: "2026-03-31T22:00:00Z",
  } as unknown as Schemas["Employee"];
  const text = linesOf([ada], [{ id: "a", name: "Berlin", time_zone: "Europe/Berlin" }]);
  expect(text.split("\r\n")[1]).toBe("ada@example.com;Ada;Lovelace;ms;employee;Berlin;1815;active;2026-03-02;2026-03-31");
});
