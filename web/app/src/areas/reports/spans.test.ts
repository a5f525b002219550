import { expect, it } from "vitest";
import { moved, rangeOf, wrongWith } from "./spans.ts";

it("a week begins on Monday, and a month has its own length", () => {
  expect(rangeOf("week", "2026-03-01")).toEqual({ from: "2026-02-23", to: "2026-03-01" });
  expect(rangeOf("week", "2026-03-02")).toEqual({ from: "2026-03-02", to: "2026-03-08" });
  expect(rangeOf("month", "2028-02-17")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
  expect(rangeOf("month", "2026-12-31")).toEqual({ from: "2026-12-01", to: "2026-12-31" });
});

it("the one before and after touch it", () => {
  expect(moved("month", { from: "2026-03-01", to: "2026-03-31" }, -1)).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(moved("week", { from: "2026-12-28", to: "2027-01-03" }, 1)).toEqual({ from: "2027-01-04", to: "2027-01-10" });
  expect(moved("range", { from: "2026-03-05", to: "2026-03-07" }, 1)).toEqual({ from: "2026-03-08", to: "2026-03-10" });
});

it("a range that the server would refuse is told", () => {
  expect(wrongWith({ from: "2026-03-02", to: "2026-03-01" })).toBe("order");
  expect(wrongWith({ from: "", to: "2026-03-01" })).toBe("order");
  expect(wrongWith({ from: "2026-01-01", to: "2026-12-31" })).toBeNull();
  expect(wrongWith({ from: "2026-01-01", to: "2027-01-02" })).toBe("long");
  expect(wrongWith({ from: "2026-01-01", to: "2026-04-03" }, 92)).toBe("long");
});
