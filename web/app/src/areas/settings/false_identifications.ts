/**
 * How often two faces of different people are more alike than a cosine, measured over all 87 million pairs of LFW with the models
 * of this program (docs/measurements.md). Where people look alike it is 10 to 80 times as often.
 */
const measured: readonly { cosine: number; rate: number }[] = [
  { cosine: 0.347, rate: 1e-3 },
  { cosine: 0.433, rate: 1e-4 },
  { cosine: 0.512, rate: 1e-5 },
];

/** Of two strangers; beyond what was measured, as the last two points go on. */
function rateOf(cosine: number): number {
  const next = Math.min(measured.length - 1, Math.max(1, measured.findIndex((point) => point.cosine >= cosine)));
  const index = cosine > (measured.at(-1)?.cosine ?? 1) ? measured.length - 1 : next;
  const [left, right] = [measured[index - 1], measured[index]];
  if (!left || !right) return 1;
  const share = (cosine - left.cosine) / (right.cosine - left.cosine);
  return Math.min(1, 10 ** (Math.log10(left.rate) + share * (Math.log10(right.rate) - Math.log10(left.rate))));
}

/** Of so many strangers before the camera, how many are taken for one of `people`, about. */
export function falseIdentifications(cosine: number, people: number, strangers: number): number {
  return strangers * (1 - (1 - rateOf(cosine)) ** people);
}

/** The cosine at which so many of a million strangers are taken for one of `people`, about. */
export function thresholdFor(perMillion: number, people: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 30; ++step) {
    const middle = (low + high) / 2;
    if (falseIdentifications(middle, people, 1e6) > perMillion) low = middle;
    else high = middle;
  }
  return Math.ceil(high * 1000) / 1000;
}
