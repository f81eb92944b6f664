// Menus are <details>: they open without script; here they close again on Escape, outside clicks and navigation.
const open = () => document.querySelectorAll("details[data-menu][open]");

export function watchMenus() {
  document.addEventListener("click", event => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  // Not before every snapshot: a refresh by news takes one too, and must not shut a menu in use.
  document.addEventListener("turbo:click", () => { for (const menu of open()) menu.open = false; });
}
