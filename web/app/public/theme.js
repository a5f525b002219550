// Before anything is drawn: the theme and the language that were chosen, so that neither flashes.
(() => {
  const chosen = localStorage.getItem("attendsense.theme") ?? "auto";
  const dark = chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  document.documentElement.lang = localStorage.getItem("attendsense.language") ?? "en";
})();
