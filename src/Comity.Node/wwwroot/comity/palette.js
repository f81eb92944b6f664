// The command palette: Ctrl-K or ⌘-K. Places come from the plain page /go, statements from the search endpoint; the focus stays in the text, the options are pointed at (ARIA combobox with a listbox).
const Most = 8;
const Pause = 150;

const folded = text => text.normalize("NFKC").toLowerCase();

export function watchPalette() {
  let places = null;
  let from = "";
  let timer = 0;
  let asked = 0;
  let moved = false;

  const dialog = () => {
    const open = document.querySelector("dialog[data-palette]");
    if (open) return open;
    const form = document.querySelector("template[data-palette-form]");
    if (!form) return null;
    document.body.append(form.content.cloneNode(true));
    const made = document.querySelector("dialog[data-palette]");
    const input = made.querySelector("input");
    input.addEventListener("input", () => show(made));
    input.addEventListener("keydown", event => move(made, event));
    made.addEventListener("click", event => {
      if (event.target === made) made.close();
      const option = event.target.closest("[role=option]");
      if (option) choose(made, option);
    });
    made.addEventListener("close", () => made.remove());
    return made;
  };

  const options = made => [...made.querySelectorAll("[role=option]")];

  const point = (made, option) => {
    for (const other of options(made)) other.setAttribute("aria-selected", String(other === option));
    const input = made.querySelector("input");
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };

  const choose = (made, option) => {
    made.close();
    window.Turbo ? window.Turbo.visit(option.dataset.url) : location.assign(option.dataset.url);
  };

  const move = (made, event) => {
    if (event.isComposing) return;
    const all = options(made);
    const at = all.findIndex(option => option.getAttribute("aria-selected") === "true");
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + (at < 1 ? all.length : 0), Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined && all.length > 0 && !((event.key === "Home" || event.key === "End") && event.shiftKey)) {
      event.preventDefault();
      moved = true;
      point(made, all[to % all.length]);
    } else if (event.key === "Enter" && all[at]) {
      event.preventDefault();
      choose(made, all[at]);
    }
  };

  const put = (made, found) => {
    const kept = moved ? made.querySelector("[aria-selected=true]")?.dataset.url : undefined;
    made.querySelector("[role=listbox]").replaceChildren(...found.map((place, n) => {
      const option = document.createElement("li");
      option.id = `palette-option-${n}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = place.url;
      option.append(place.title);
      if (place.about) {
        const about = document.createElement("small");
        about.textContent = place.about;
        option.append(about);
      }
      return option;
    }));
    made.querySelector(".palette-none").hidden = found.length > 0;
    point(made, options(made).find(option => option.dataset.url === kept) ?? options(made)[0]);
  };

  const fetched = async made => {
    if (places === null || from !== made.dataset.go) {
      const answer = await fetch(made.dataset.go, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      places = answer.ok ? [...page.querySelectorAll("a[data-go]")].map(a => ({ title: a.textContent.trim(), url: a.getAttribute("href"), about: a.closest("section")?.querySelector("h2")?.textContent.trim() })) : [];
      from = made.dataset.go;
    }
    return places;
  };

  const show = async made => {
    const typed = made.querySelector("input").value.trim();
    const words = folded(typed).split(/\s+/).filter(Boolean);
    const turn = ++asked;
    moved = false;
    clearTimeout(timer);
    const everything = typed ? [{ title: made.dataset.everything.replace("{0}", typed), url: `${made.dataset.results}?q=${encodeURIComponent(typed)}` }] : [];
    // Before the places have come there is somewhere to go already.
    if (places === null) put(made, everything);
    const all = (await fetched(made)).filter(place => words.every(word => folded(place.title).includes(word))).slice(0, typed ? Most : 60);
    if (turn !== asked) return;
    put(made, [...all, ...everything]);
    if (!typed || !made.dataset.maySearch) return;
    timer = setTimeout(async () => {
      const answer = await fetch(`${made.dataset.search}?take=${Most}&q=${encodeURIComponent(typed)}`);
      if (!answer.ok || turn !== asked || !made.isConnected) return;
      const hits = (await answer.json()).hits.filter(hit => hit.title.length > 0).map(hit => ({
        title: hit.title.map(part => part.text).join(""),
        url: hit.kind.startsWith("disputes.act-recorded/") ? `/c/${hit.channel}/disputes/acts/${hit.said}` : `/c/${hit.channel}/record/statements/${hit.id}`,
        about: `${hit.day} · ${hit.member} · ${hit.channel}`,
      }));
      put(made, [...all, ...everything, ...hits]);
    }, Pause);
  };

  document.addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey) return;
    const made = dialog();
    if (!made) return;
    event.preventDefault();
    if (made.open) {
      made.close();
      return;
    }
    made.showModal();
    made.querySelector("input").focus();
    show(made);
  });
  document.addEventListener("turbo:load", () => { places = null; });
  document.addEventListener("turbo:before-cache", () => document.querySelector("dialog[data-palette]")?.remove());
}
