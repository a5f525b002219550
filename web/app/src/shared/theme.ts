import { createTheme, type CSSVariablesResolver, type MantineColorSchemeManager } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: "md",
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "Noto Sans Sinhala", sans-serif',
  cursorType: "pointer",
  // A dialog's heading is no second banner of the page.
  components: Object.fromEntries(["Modal", "Drawer"].map((name) => [name, { defaultProps: { attributes: { header: { role: "none" } } } }])),
});

/** The library's greys and light colours have too little contrast for small text (WCAG 2.2, 1.4.3): others in their place. */
export const readableColors: CSSVariablesResolver = ({ colors }) => {
  const light: Record<string, string> = {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-6)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    "--mantine-color-anchor": "var(--mantine-color-indigo-8)",
  };
  const dark: Record<string, string> = {
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-2)",
    "--mantine-color-error": "var(--mantine-color-red-4)",
    "--mantine-color-anchor": "var(--mantine-color-indigo-3)",
  };
  for (const color of Object.keys(colors)) {
    light[`--mantine-color-${color}-light-color`] = `color-mix(in srgb, var(--mantine-color-${color}-9), black 25%)`;
    light[`--mantine-color-${color}-text`] = `var(--mantine-color-${color}-9)`;
    light[`--mantine-color-${color}-outline`] = `var(--mantine-color-${color}-9)`;
    dark[`--mantine-color-${color}-light-color`] = `var(--mantine-color-${color}-2)`;
    dark[`--mantine-color-${color}-text`] = `var(--mantine-color-${color}-3)`;
    dark[`--mantine-color-${color}-outline`] = `var(--mantine-color-${color}-3)`;
  }
  return { variables: {}, light, dark };
};

const key = "attendsense.theme";

/** As public/theme.js reads it before the app is there. */
export const themeManager: MantineColorSchemeManager = {
  get: (fallback) => {
    const kept = localStorage.getItem(key);
    return kept === "light" || kept === "dark" || kept === "auto" ? kept : fallback;
  },
  set: (value) => localStorage.setItem(key, value),
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => localStorage.removeItem(key),
};
