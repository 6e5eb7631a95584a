// Runs before the first paint, on every page: apply the theme that the reader chose, and the button that chooses.
"use strict";
(() => {
  const root = document.documentElement;
  const read = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  // A map inside another page goes by that page: by what its author chose, else by the scheme that the browser tells.
  const query = new URLSearchParams(location.search);
  const chosen = query.get("embed") === "1" ? query.get("theme") : read("theme");
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  if ((query.get("colours") ?? read("palette")) === "safe") root.dataset.palette = "safe";

  const isDark = () => {
    const theme = root.dataset.theme;
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };

  // Paper is light.
  let onScreen = root.dataset.theme;
  const change = (/** @type {string | undefined} */ theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.dispatchEvent(new Event("themechange"));
  };
  addEventListener("beforeprint", () => {
    onScreen = root.dataset.theme;
    change("light");
  });
  addEventListener("afterprint", () => change(onScreen));

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-theme-switch]"))) {
      const name = () => (button.textContent = (isDark() ? button.dataset.light : button.dataset.dark) ?? "");
      name();
      button.hidden = false;
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
      document.addEventListener("themechange", name);
      button.addEventListener("click", () => {
        root.dataset.theme = isDark() ? "light" : "dark";
        try {
          localStorage.setItem("theme", root.dataset.theme);
        } catch {
          // Without storage the choice holds for this page only.
        }
        document.dispatchEvent(new Event("themechange"));
      });
    }
  });
})();
