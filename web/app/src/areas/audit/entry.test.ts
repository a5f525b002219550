import { expect, it } from "vitest";
import { detailsOf, partsOf } from "./entry.ts";

it("an action is of a kind", () => {
  expect(partsOf("leave_kind.create")).toEqual({ kind: "leave_kind", verb: "create" });
  expect(partsOf("odd")).toEqual({ kind: "odd", verb: "" });
});

it("details are a line without what is empty, and ids are short", () => {
  expect(detailsOf({ fields: "email role", note: "", count: 3, of: "019cad58-bd80-72b0-9286-6d9986e07e82" })).toBe(
    "fields: email role · count: 3 · of: …6d9986e07e82",
  );
  expect(detailsOf({})).toBe("");
});
