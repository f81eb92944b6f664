// News of the channel arrives as a server-sent event; the page is then asked for again and morphed in place.
// A form somebody is filling is not disturbed: a line offers the news instead.
let source = null;
let url = null;
let pending = false;
let refreshing = false;
let missed = null;
const dirty = new WeakSet();

const frame = () => document.querySelector("[data-live]");
const busy = () => [...document.querySelectorAll("main form")].some(form => dirty.has(form))
  || document.activeElement?.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select");

const offer = () => document.querySelector("[data-news]")?.removeAttribute("hidden");

function refresh() {
  refreshing = true;
  window.Turbo.visit(location.href, { action: "replace" });
}

// Whoever begins to write or choose while the page is being asked for again keeps what they have before them.
function keep() {
  if (!refreshing || !busy()) return;
  window.Turbo.navigator.stop();
  pending = refreshing = false;
  offer();
}

function onNews(event) {
  const here = frame();
  if (!here || here.dataset.liveState === event.data) return;
  if (busy()) {
    offer();
  } else if (pending) {
    missed = event.data;
  } else {
    pending = true;
    refresh();
  }
}

function close() {
  source?.close();
  source = url = null;
}

// What came while the page was being asked for again may be newer than what it shows.
function catchUp() {
  const wanted = missed;
  missed = null;
  if (wanted !== null) onNews({ data: wanted });
}

function connect() {
  pending = refreshing = false;
  const wanted = frame()?.dataset.live ?? null;
  if (wanted === url && source?.readyState !== EventSource.CLOSED) return;
  close();
  if (wanted === null) return;
  url = wanted;
  source = new EventSource(wanted);
  source.addEventListener("news", onNews);
}

export function listen() {
  document.addEventListener("turbo:load", () => { connect(); catchUp(); });
  document.addEventListener("turbo:render", () => { pending = refreshing = false; });

  // A form on its way brings the page anew by itself; a visit beside it would be cut off, or cut the form's off.
  document.addEventListener("turbo:submit-start", () => { pending = true; });
  document.addEventListener("turbo:submit-end", event => {
    if (event.detail.success) return;
    pending = false;
    catchUp();
  });

  // Turbo leaves the body of a visit that another visit replaced unread and unhandled; nothing is lost by it.
  addEventListener("unhandledrejection", event => {
    if (event.reason?.name === "AbortError") event.preventDefault();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", event => { if (event.persisted) connect(); });
  document.addEventListener("input", event => {
    const form = event.target.closest?.("main form");
    if (form && form.method !== "get") dirty.add(form);
    keep();
  });
  document.addEventListener("focusin", keep);
  document.addEventListener("submit", event => dirty.delete(event.target));
  document.addEventListener("click", event => { if (event.target.closest?.("[data-news-show]")) refresh(); });

  // What the reader has opened or switched stays so when the page is morphed.
  document.addEventListener("turbo:before-morph-attribute", event => {
    const element = event.target;
    if (event.detail.attributeName === "open" && element.matches("details")) event.preventDefault();
  });
  document.addEventListener("turbo:before-morph-element", event => {
    if (event.target.matches(".twin-toggle")) event.preventDefault();
  });
}
