// The Strategy pages in the browser: rows of the editor move where they stand, and a page whose model is being solved looks again.
// Without it the same buttons hand the form in, and a link looks again.
const rowsOf = list => [...list.querySelectorAll(":scope > [data-row]")];
let waiting = null;
let dragged = null;

// ---- rows --------------------------------------------------------------------------------------
function renumber(list) {
  const group = list.dataset.rows;
  const rows = rowsOf(list);
  rows.forEach((row, n) => {
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const name of ["name", "id", "for", "aria-describedby", "value", "data-rows"]) {
        if (name === "value" && element.name !== "do") continue;
        const old = element.getAttribute(name);
        if (old?.includes(group + "[")) element.setAttribute(name, replaceRow(old, group, n));
      }
    }
    const up = row.querySelector(":scope > .sx-moves [data-row-up]"), down = row.querySelector(":scope > .sx-moves [data-row-down]");
    if (up) up.disabled = n === 0;
    if (down) down.disabled = n === rows.length - 1;
  });
}

function replaceRow(text, group, n) {
  const at = text.indexOf(group + "[") + group.length + 1;
  return text.slice(0, at) + n + text.slice(text.indexOf("]", at));
}

function changed(list) {
  renumber(list);
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function move(button, by) {
  const row = button.closest("[data-row]"), list = row.parentElement;
  const rows = rowsOf(list), at = rows.indexOf(row), to = at + by;
  if (to < 0 || to >= rows.length) return;
  list.insertBefore(row, by < 0 ? rows[to] : rows[to].nextSibling);
  changed(list);
  (button.disabled ? row.querySelector(by < 0 ? "[data-row-down]" : "[data-row-up]") : button).focus();
}

function remove(button) {
  const row = button.closest("[data-row]"), list = row.parentElement;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  changed(list);
  (next?.querySelector("[data-row-remove]") ?? list.parentElement.querySelector("[value^='add:']"))?.focus();
}

document.addEventListener("click", event => {
  const button = event.target.closest?.("[data-model-form] :is([data-row-up], [data-row-down], [data-row-remove])");
  if (!button) return;
  event.preventDefault();
  if (button.matches("[data-row-up]")) move(button, -1);
  else if (button.matches("[data-row-down]")) move(button, 1);
  else remove(button);
});

// ---- dragging: the grip alone makes a row draggable, so that text can still be selected -------------
document.addEventListener("pointerdown", event => {
  const row = event.target.closest?.("[data-grip]")?.closest("[data-row]");
  if (row) row.draggable = true;
});
document.addEventListener("dragstart", event => {
  dragged = event.target.closest?.("[data-row][draggable=true]") ?? null;
  dragged?.classList.add("sx-dragged");
});
document.addEventListener("dragover", event => {
  const over = event.target.closest?.("[data-row]");
  if (!dragged || !over || over === dragged || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const { top, height } = over.getBoundingClientRect();
  over.parentElement.insertBefore(dragged, event.clientY < top + height / 2 ? over : over.nextSibling);
});
document.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.draggable = false;
  dragged.classList.remove("sx-dragged");
  changed(dragged.parentElement);
  dragged = null;
});

// ---- coming and going ----------------------------------------------------------------------------
function arrive() {
  clearTimeout(waiting);
  for (const grip of document.querySelectorAll("[data-grip]")) grip.hidden = false;
  if (document.querySelector("[data-solving]")) {
    waiting = setTimeout(() => window.Turbo.visit(location.href, { action: "replace" }), 700);
  }
}

addEventListener("turbo:load", arrive);
addEventListener("turbo:render", arrive);
addEventListener("turbo:before-visit", () => clearTimeout(waiting));
if (document.readyState === "complete" || window.Turbo?.session?.started) arrive();
