import { Box } from "@mantine/core";
import { encode } from "uqr";

/** Dark on light in both themes: not every camera reads the other way round. */
export function QrCode({ text, label, width = 208 }: { text: string; label: string; width?: number }) {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <Box component="svg" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} w={width} maw="100%" mx="auto" display="block" style={{ shapeRendering: "crispEdges" }}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </Box>
  );
}
