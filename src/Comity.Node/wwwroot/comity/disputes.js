// The Disputes page in the browser: starts the picture, keeps picture, side panel and address in step.
// Without it the page shows the same acts as a table, and every choice is a link.
import { draw } from "./disputes-timeline.js";

const wide = matchMedia("(min-width: 48.01rem)");
const watched = new WeakSet();
let picture = null, host = null, kept = null, turn = 0;

function stop() {
  picture?.dispose();
  picture = host = null;
}

async function start() {
  const section = document.querySelector("[data-disputes]"), mine = ++turn;
  if (!section) { stop(); kept = null; return; }
  watch(section);
  const json = section.querySelector("[data-picture]"), place = section.querySelector("[data-host]");
  if (!json || !wide.matches || section.dataset.view === "table") { stop(); return; }
  const data = JSON.parse(json.textContent), path = location.pathname;
  // The page was asked for again because of news: the reader keeps the stretch of time they were looking at.
  if (kept?.path === path && kept.day === data.day) data.window = kept.window;
  stop();
  host = place;
  const drawn = await draw(place, data, {
    select(id, href) { panel(href); remember(href); },
    clear() { const url = without("act"); panel(url); remember(url); },
    wanted: () => mine === turn && place.isConnected,
    zoom([from, to]) { kept = { path, day: data.day, window: { from: iso(from), to: iso(to) } }; },
  });
  if (!drawn) return;
  if (mine !== turn) { drawn.dispose(); return; }
  picture = drawn;
  section.querySelector("[data-zoom]").hidden = false;
  const selected = new URL(location.href).searchParams.get("act");
  if (selected) picture.select(selected);
}

const iso = value => new Date(value).toISOString().slice(0, 10);
const remember = url => history.replaceState(history.state, "", url);

function panel(href) {
  const frame = document.getElementById("act-panel");
  if (frame) frame.src = new URL(href, location.href).href;
}

function without(name) {
  const url = new URL(location.href);
  url.searchParams.delete(name);
  return url.pathname + url.search;
}

// ---- the controls around the picture -------------------------------------------------------------
function watch(section) {
  if (watched.has(section)) return slider(section);
  watched.add(section);
  section.addEventListener("click", event => {
    const by = event.target.closest("[data-zoom-by]"), brush = event.target.closest("[data-brush]"), twin = event.target.closest("[data-twin]");
    if (by) picture?.zoom(Number(by.dataset.zoomBy));
    if (event.target.closest("[data-whole]")) picture?.whole();
    if (brush) {
      const on = brush.getAttribute("aria-pressed") !== "true";
      brush.setAttribute("aria-pressed", String(on));
      picture?.brush(on);
    }
    if (twin && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      swap(section, twin);
    }
  });
  slider(section);
}

// The twin swaps in place: nothing is fetched, the address says which of the two is shown.
function swap(section, link) {
  const table = section.dataset.view !== "table", url = new URL(location.href);
  section.dataset.view = table ? "table" : "picture";
  if (table) url.searchParams.set("view", "table"); else url.searchParams.delete("view");
  remember(url);
  const other = new URL(url);
  if (table) other.searchParams.delete("view"); else other.searchParams.set("view", "table");
  link.href = other.pathname + other.search;
  start();
}

function slider(section) {
  const form = section.querySelector("[data-day]");
  if (form) slide(form);
}

function slide(form) {
  const range = form.querySelector("[data-day-slider]"), date = form.querySelector("input[type=date]");
  const from = Date.parse(form.dataset.from), days = Math.round((Date.parse(form.dataset.to) - from) / 86400000);
  range.max = days;
  range.value = Math.round((Date.parse(date.value) - from) / 86400000);
  range.hidden = false;
  range.oninput = () => {
    date.value = iso(from + Number(range.value) * 86400000);
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeZone: "UTC" });
    picture?.asOf(date.value, words.format(Date.parse(date.value)));
  };
  range.onchange = () => form.requestSubmit();
}

// ---- coming and going ----------------------------------------------------------------------------
addEventListener("turbo:load", () => {
  start();
  document.querySelectorAll(".dx-ledger [data-day]").forEach(slide);
});
addEventListener("turbo:before-cache", stop);
addEventListener("turbo:before-render", event => { if (event.detail.renderMethod !== "morph") stop(); });
// A page that is morphed keeps what the picture has drawn until the new one is there.
addEventListener("turbo:before-morph-element", event => { if (event.target === host) event.preventDefault(); });
addEventListener("turbo:frame-load", event => {
  if (event.target.id === "act-panel") {
    const act = new URL(event.target.src ?? location.href, location.href).searchParams.get("act");
    picture?.select(act);
    remember(act ? new URL(event.target.src) : without("act"));
  }
});
wide.addEventListener("change", start);
if (document.readyState === "complete" || window.Turbo?.session?.started) start();
