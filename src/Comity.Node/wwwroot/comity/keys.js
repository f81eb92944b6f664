// / brings the cursor to the search (Ctrl-K is the palette's: palette.js). j and k walk the items of the lists in page order, Enter opens the item: links and buttons stay what they are.
const typing = element => element?.closest?.("input, textarea, select, [contenteditable]");
const target = item => item.matches("a, button") ? item : item.querySelector("a, button");

export function watchKeys() {
  document.addEventListener("keydown", event => {
    const find = document.querySelector("[data-find]");
    const asked = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
    if (find && asked) {
      event.preventDefault();
      find.focus();
      find.select();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key !== "j" && event.key !== "k") return;
    const items = [...document.querySelectorAll("main [data-item]")].filter(item => item.offsetParent !== null && target(item));
    if (items.length === 0) return;
    const at = items.findIndex(item => item.contains(document.activeElement));
    const next = event.key === "j" ? Math.min(at + 1, items.length - 1) : Math.max(at - 1, 0);
    event.preventDefault();
    target(items[next]).focus();
    items[next].scrollIntoView({ block: "nearest" });
  });
}
