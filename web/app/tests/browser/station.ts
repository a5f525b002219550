import { execFile } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const program = process.env["ATTENDSENSE_STATION"] ?? "attendsense-station";
const authority = process.env["NODE_EXTRA_CA_CERTS"];

export interface Station {
  /** A folder that a station takes for a camera. */
  pictures: string;
  /** Puts a picture before that camera, for so many frames. */
  show: (picture: Buffer, frames: number) => void;
  /** The program with its own data folder; what it printed. */
  run: (...options: string[]) => Promise<string>;
}

/** A computer that is to be a station, gone afterwards. */
export async function asStation(act: (station: Station) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "station-"));
  const pictures = join(folder, "pictures");
  mkdirSync(pictures);
  const show = (picture: Buffer, frames: number) => {
    for (let frame = 100; frame < 100 + frames; ++frame) writeFileSync(join(pictures, `${frame}.png`), picture);
  };
  const trust = authority ? ["--ca-file", authority] : [];
  const run = async (...options: string[]) => {
    const { stdout } = await promisify(execFile)(program, ["--data", join(folder, "data"), ...trust, ...options], { timeout: 60_000 });
    return stdout;
  };
  try {
    await act({ pictures, show, run });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
