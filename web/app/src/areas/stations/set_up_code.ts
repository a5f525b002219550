import type { Schemas } from "@attendsense/client";

/**
 * What a computer has to know to be this station, as attendsense-station reads it: from its camera as a QR code, or as
 * the file of its credentials. The server is the one that this page came from.
 */
export function setUpCode({ station, token, key }: Schemas["CreatedStation"], server: string): string {
  const { id, company_id, site_id, name, cameras } = station;
  return JSON.stringify({ attendsense_station: 1, server, id, company_id, site_id, name, cameras: cameras.map((camera) => camera.name), token, key });
}
