import { expect, it } from "vitest";
import { falseIdentifications, thresholdFor } from "./false_identifications.ts";

it("what was measured is told as it was measured", () => {
  expect(falseIdentifications(0.347, 1, 1e6)).toBeCloseTo(1000, 3);
  expect(falseIdentifications(0.433, 1, 1e6)).toBeCloseTo(100, 3);
  expect(falseIdentifications(0.512, 1, 1e6)).toBeCloseTo(10, 3);
  expect(falseIdentifications(0.512, 100, 1e6)).toBeCloseTo(999.5, 0);
});

it("a higher threshold mistakes fewer, and never more than all", () => {
  const rates = [0, 0.1, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.8, 1].map((cosine) => falseIdentifications(cosine, 5000, 1000));
  expect(rates[0]).toBe(1000);
  expect([...rates].sort((left, right) => right - left)).toEqual(rates);
});

it("the threshold for a number of mistakes makes no more of them", () => {
  for (const people of [1, 20, 5000]) {
    const cosine = thresholdFor(1000, people);
    expect(falseIdentifications(cosine, people, 1e6)).toBeLessThanOrEqual(1000);
    expect(falseIdentifications(cosine - 0.01, people, 1e6)).toBeGreaterThan(1000);
  }
});
