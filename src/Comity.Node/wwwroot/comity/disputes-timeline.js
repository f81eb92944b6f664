// The picture of a dispute: a lane per party, an act a mark, a measure a bar, an answer an arc.
// Draws what DisputesTimeline.cs laid out; decides nothing. ECharts is fetched only when a picture is on the page.

const DAY = 86400000;
const MARK = 15, MARK_ROW = 21, BAR_ROW = 16, BAR = 9, LANE_PAD = 9, MAX_ROWS = 6;
const locales = { ja: "/vendor/langJA-obj.js", ko: "/vendor/langKO-obj.js" };
const time = text => Date.parse(`${text}T00:00:00Z`);

/** @param {{select(id: string, href: string): void, clear(): void, zoom?(span: number[]): void, wanted?(): boolean}} on
 *  @returns {Promise<?{dispose(): void, select(id: ?string): void, asOf(day: string): void, zoom(factor: number): void, whole(): void, brush(on: boolean): void}>} */
export async function draw(host, data, on) {
  const [echarts] = await Promise.all([import("/vendor/echarts.esm.min.js"), ready(data.language)]);
  const locale = await register(echarts, data.language);
  // Two visits in quick succession share one place on the page: only the later one draws.
  if (on.wanted && !on.wanted()) return null;
  const acts = data.acts.map((act, i) => ({ ...act, i, t: time(act.date) }));
  const links = data.links;
  const marks = acts.flatMap(act => act.lanes.map((lane, n) => ({ act, lane, first: n === 0 }))).sort((a, b) => a.act.t - b.act.t || a.lane - b.lane);
  const byId = new Map(acts.map(act => [act.id, act.i]));
  const neighbours = { from: group(links, "from"), to: group(links, "to") };
  const state = { selected: -1, lit: null, hover: -1, day: time(data.day), place: new Map() };
  const lanes = layOut(data, marks, host.clientWidth - 160);
  const height = lanes.at(-1).bottom;
  host.style.height = `${height + 12 + 92}px`;

  const chart = echarts.init(host, null, { renderer: "svg", locale, useDirtyRect: false });
  let ink = inks();

  // ---- what is drawn, back to front -------------------------------------------------------------
  const backdrop = (params, api) => {
    const lane = lanes[params.dataIndex], box = params.coordSys;
    const top = box.y + lane.top;
    return { type: "group", children: [
      { type: "rect", shape: { x: 0, y: top, width: box.x + box.width, height: lane.height }, style: { fill: params.dataIndex % 2 ? ink.band : ink.ground }, silent: true },
      { type: "line", shape: { x1: 0, x2: box.x + box.width, y1: top + lane.height, y2: top + lane.height }, style: { stroke: ink.rule, lineWidth: 1 }, silent: true },
      { type: "rect", shape: { x: 0, y: top, width: lane.own ? 3 : 0, height: lane.height }, style: { fill: ink.text }, silent: true },
      { type: "text", x: 12, y: top + 10, silent: true, style: { text: lane.name, fill: ink.text, font: `${lane.own ? 600 : 500} 13px ${ink.font}`, width: box.x - 24, overflow: "break", lineHeight: 17 } },
      { type: "text", x: 12, y: top + lane.height - 18, silent: true, style: { text: lane.note ?? "", fill: ink.quiet, font: `400 11px ${ink.font}`, width: box.x - 24, overflow: "truncate" } },
    ] };
  };

  const dayLine = (params, api) => {
    const box = params.coordSys, [x] = api.coord([state.day, 0]);
    if (x < box.x || x > box.x + box.width) return null;
    const right = x > box.x + box.width - 110;
    return { type: "group", silent: true, children: [
      { type: "rect", shape: { x, y: box.y, width: box.x + box.width - x, height: box.height }, style: { fill: ink.ahead } },
      { type: "line", shape: { x1: x, x2: x, y1: box.y - 4, y2: box.y + box.height }, style: { stroke: ink.text, lineWidth: 1.5 } },
      { type: "text", x: right ? x - 5 : x + 5, y: box.y - 6, style: { text: state.dayText ?? data.dayText, align: right ? "right" : "left", verticalAlign: "bottom", fill: ink.text, font: `600 11px ${ink.font}` } },
    ] };
  };

  const bar = (params, api) => {
    const measure = data.measures[params.dataIndex], box = params.coordSys, lane = lanes[measure.lane];
    const y = box.y + lane.top + LANE_PAD + measure.row * BAR_ROW;
    const colour = ink.tracks[measure.track] ?? ink.text, faded = dim(byId.get(measure.act), measure);
    const clip = { type: "rect", shape: { x: box.x, y: box.y, width: box.width, height: box.height } };
    const children = measure.segments.flatMap(s => segment(s, api, box, y, colour));
    const first = api.coord([time(measure.segments[0].from), 0])[0];
    const last = api.coord([measure.segments.at(-1).to ? time(measure.segments.at(-1).to) : state.day, 0])[0];
    children.push({ type: "rect", shape: { x: first, y: y - 2, width: Math.max(last - first, 6), height: BAR + 4 }, style: { fill: "transparent" } });
    return { type: "group", clipPath: clip, children: children.map(c => ({ ...c, style: { ...c.style, opacity: (c.style.opacity ?? 1) * (faded ? 0.22 : 1) } })) };
  };

  function segment(s, api, box, y, colour) {
    const x1 = api.coord([time(s.from), 0])[0], x2 = Math.max(api.coord([s.to ? time(s.to) : state.day, 0])[0], x1 + 2), width = x2 - x1;
    const a = s.ahead ? 0.45 : 1, rect = { x: x1, y, width, height: BAR };
    if (x2 < box.x || x1 > box.x + box.width) return [];
    switch (s.look) {
      case "announced": return [{ type: "rect", shape: { ...rect, y: y + 1, height: BAR - 2 }, style: { fill: "transparent", stroke: colour, lineWidth: 1.5, lineDash: [4, 3], opacity: a } }];
      case "force": return [{ type: "rect", shape: rect, style: { fill: colour, opacity: a } }];
      case "eased": return [
        { type: "rect", shape: rect, style: { fill: ink.ground, stroke: colour, lineWidth: 1, opacity: a } },
        { type: "path", shape: { pathData: hatch(Math.max(x1, box.x - 20), Math.min(x2, box.x + box.width + 20), y) }, style: { fill: null, stroke: colour, lineWidth: 2, opacity: a } }];
      case "suspended": return [{ type: "line", shape: { x1: x1 + 3, x2: x2 - 2, y1: y + BAR / 2, y2: y + BAR / 2 }, style: { stroke: colour, lineWidth: 5, lineCap: "round", lineDash: [0.1, 9], opacity: a } }];
      case "open": return [
        { type: "rect", shape: rect, style: { opacity: a, fill: { type: "linear", x: 0, y: 0, x2: 1, y2: 0, colorStops: [{ offset: 0, color: colour }, { offset: 1, color: clear(colour) }] } } },
        { type: "line", shape: { x1, x2, y1: y + BAR, y2: y + BAR }, style: { stroke: colour, lineWidth: 1, lineDash: [1, 4], opacity: a } }];
      case "end": return [{ type: "line", shape: { x1, x2: x1, y1: y - 2, y2: y + BAR + 2 }, style: { stroke: colour, lineWidth: 2.5, opacity: a } }];
      default: return [];
    }
  }

  const mark = (params, api) => {
    if (params.dataIndex === 0 || !params.context.ends) {
      params.context.ends = lanes.map(() => []);
      state.place.clear();
    }
    const { act, lane, first } = marks[params.dataIndex], box = params.coordSys, band = lanes[lane];
    const [x] = api.coord([act.t, 0]), ends = params.context.ends[lane];
    const row = freeRow(ends, band.rows, x);
    const y = box.y + band.marks + row * MARK_ROW + MARK_ROW / 2;
    const place = state.place.get(act.i) ?? [];
    place.push({ x, y });
    state.place.set(act.i, place);
    if (x < box.x - 8 || x > box.x + box.width + 8) return null;

    const colour = ink.tracks[act.track] ?? ink.text, faded = dim(act.i), on = act.i === state.selected, hot = act.i === state.hover;
    const opacity = faded ? 0.2 : act.ahead ? 0.5 : 1, children = [];
    // Joint acts: a tie from the first lane to the last, so that one act is read as one.
    const far = lanes[Math.max(...act.lanes)], joint = act.lanes.length > 1 && first;
    children.push({ type: "line", ignore: !joint, shape: { x1: x, x2: x, y1: y, y2: box.y + far.marks + MARK_ROW / 2 }, style: { stroke: colour, lineWidth: 1, opacity: opacity * 0.35 }, silent: true });
    const until = act.until ? api.coord([time(act.until), 0])[0] : x;
    children.push({ type: "line", ignore: until - x <= MARK, shape: { x1: x, x2: until, y1: y, y2: y }, style: { stroke: colour, lineWidth: 1.5, lineDash: [2, 3], opacity }, silent: true });
    // Always the same parts in the same order, some of them ignored: the library tells old from new by place.
    const shape = data.shapes[act.type], plain = { silent: true };
    children.push(
      { type: "circle", z2: 1, ignore: !on && !hot, shape: { cx: x, cy: y, r: 12.5 }, style: { fill: ink.ground, stroke: ink.text, lineWidth: on ? 2 : 1 }, ...plain },
      { type: "circle", z2: 2, ignore: !act.ringed, shape: { cx: x, cy: y, r: 9.5 }, style: { fill: ink.ground, stroke: colour, lineWidth: 1.2, opacity }, ...plain },
      { type: "path", z2: 3, x: x - MARK / 2, y: y - MARK / 2, scaleX: MARK / 16, scaleY: MARK / 16, shape: { pathData: shape.path }, ...plain,
        style: { fill: shape.open ? ink.ground : colour, stroke: shape.open ? colour : ink.ground, lineWidth: shape.open ? 2.4 : 1, opacity } },
      { type: "path", z2: 4, ignore: !act.contested, shape: { pathData: `M${x + 3} ${y - 9}h6M${x + 6} ${y - 12}v6` }, style: { fill: null, stroke: ink.text, lineWidth: 1.6, opacity }, ...plain },
      { type: "circle", z2: 5, shape: { cx: x, cy: y, r: 10 }, style: { fill: "transparent" } });
    return { type: "group", children, clipPath: { type: "rect", shape: { x: box.x - 8, y: box.y, width: box.width + 16, height: box.height } } };
  };

  const arc = (params, api) => {
    const link = links[params.dataIndex], box = params.coordSys, a = state.place.get(link.from)?.[0], b = state.place.get(link.to)?.[0];
    if (!a || !b || (a.x < box.x && b.x < box.x) || (a.x > box.x + box.width && b.x > box.x + box.width)) return null;
    const lit = state.lit?.links.has(params.dataIndex), touched = state.hover === link.from || state.hover === link.to;
    const style = { fill: null, stroke: lit || touched ? ink.text : ink.arc, lineWidth: lit ? 1.8 : touched ? 1.4 : 1, lineDash: link.denied ? [5, 4] : null,
      opacity: lit ? 0.9 : state.lit ? 0.07 : touched ? 0.9 : link.self ? 0.25 : 0.5 };
    return { type: "group", silent: true, clipPath: { type: "rect", shape: { x: box.x, y: box.y, width: box.width, height: box.height } },
      children: [{ type: "bezierCurve", shape: curve(b, a), style }, ...(lit ? [head(b, a, style)] : [])] };
  };

  const whole = [time(data.extent.from), time(data.extent.to)];
  const option = () => ({
    animation: false,
    aria: { enabled: false },
    grid: { left: 136, right: 14, top: 22, height },
    xAxis: { type: "time", min: whole[0], max: whole[1], position: "bottom", axisLine: { show: false }, axisTick: { lineStyle: { color: ink.rule } },
      axisLabel: { color: ink.quiet, fontSize: 11.5, fontFamily: ink.font, hideOverlap: true, margin: 9 }, splitLine: { show: true, lineStyle: { color: ink.rule, opacity: 0.6, type: [1, 4] } } },
    yAxis: { type: "value", min: 0, max: height, inverse: true, show: false },
    dataZoom: [
      { id: "inside", type: "inside", xAxisIndex: 0, filterMode: "none", zoomOnMouseWheel: true, moveOnMouseMove: true, minValueSpan: 14 * DAY },
      { id: "slider", type: "slider", xAxisIndex: 0, filterMode: "none", bottom: 8, height: 30, left: 136, right: 14, brushSelect: true, minValueSpan: 14 * DAY, showDataShadow: false,
        borderColor: ink.rule, backgroundColor: "transparent", fillerColor: ink.window, handleStyle: { color: ink.ground, borderColor: ink.quiet }, moveHandleStyle: { color: ink.rule, opacity: 1 }, emphasis: { moveHandleStyle: { color: ink.quiet }, handleStyle: { borderColor: ink.text } },
        dataBackground: {}, textStyle: { color: ink.quiet, fontSize: 11, fontFamily: ink.font }, brushStyle: { color: ink.window }, labelFormatter: value => day(value, data.language) },
    ],
    toolbox: { left: -200, top: 0, feature: { dataZoom: { xAxisIndex: 0, yAxisIndex: "none", filterMode: "none", brushStyle: { color: ink.window, borderColor: ink.text, borderWidth: 1 } } } },
    series: series(),
  });
  const custom = (id, z, items, renderItem, more) => ({ id, type: "custom", coordinateSystem: "cartesian2d", z, data: items, renderItem, encode: { x: 0, y: -1 }, ...more });
  const series = () => [
    custom("lanes", -2, lanes.map(() => [whole[0], 0]), backdrop, { silent: true }),
    custom("day", -1, [[state.day, 0]], dayLine, { silent: true }),
    custom("bars", 2, data.measures.map(m => [time(m.segments[0].from), 0]), bar),
    custom("marks", 5, marks.map(m => [m.act.t, 0]), mark),
    custom("arcs", 3, links.map(l => [acts[l.from].t, 0]), arc, { silent: true }),
  ];

  const redraw = () => chart.setOption({ series: series() }, { lazyUpdate: false });
  const dim = (act, measure) => state.lit !== null && !state.lit.acts.has(act) && !(measure?.acts ?? []).some(i => state.lit.acts.has(i));

  function select(id) {
    const i = id == null ? -1 : byId.get(id) ?? -1;
    state.selected = i;
    state.lit = i < 0 ? null : chain(i, links, neighbours);
    redraw();
  }

  chart.setOption(option());
  chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, startValue: time(data.window.from), endValue: time(data.window.to) });

  // ---- pointing --------------------------------------------------------------------------------
  const tip = host.parentElement.querySelector("[data-tip]");
  // One act or measure under the pointer; series without either are silent.
  const at = e => e.seriesId === "marks" ? { act: marks[e.dataIndex].act } : e.seriesId === "bars" ? { measure: data.measures[e.dataIndex], act: acts[byId.get(data.measures[e.dataIndex].act)] } : {};
  chart.on("mouseover", e => {
    const { act, measure } = at(e);
    if (measure) show(tip, host, e.event, [measure.title, measure.standing, ...measure.steps]);
    else if (act) {
      state.hover = act.i;
      redraw();
      show(tip, host, e.event, [act.title, `${act.dateText} · ${act.who}`, act.kind, ...act.notes]);
    }
  });
  chart.on("mouseout", () => { tip.hidden = true; if (state.hover >= 0) { state.hover = -1; redraw(); } });
  chart.on("click", e => { const { act } = at(e); if (act) { select(act.id); on.select(act.id, act.href); } });
  chart.getZr().on("click", e => { if (!e.target && state.selected >= 0) { select(null); on.clear(); } });
  chart.on("datazoom", () => on.zoom?.(span()));

  const span = () => { const z = chart.getOption().dataZoom[0]; return [z.startValue, z.endValue]; };
  const zoomTo = (from, to) => chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, startValue: Math.max(whole[0], from), endValue: Math.min(whole[1], to) });
  const resize = new ResizeObserver(() => chart.resize());
  resize.observe(host);
  const theme = new MutationObserver(() => { ink = inks(); chart.setOption(option()); const [a, b] = span(); zoomTo(a, b); });
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });

  return {
    select,
    asOf(text, label) { state.day = time(text); state.dayText = label; redraw(); },
    zoom(factor) { const [a, b] = span(), middle = (a + b) / 2, half = (b - a) / 2 * factor; zoomTo(middle - half, middle + half); },
    whole() { zoomTo(...whole); },
    brush(active) { chart.dispatchAction({ type: "takeGlobalCursor", key: "dataZoomSelect", dataZoomSelectActive: active }); },
    dispose() { resize.disconnect(); theme.disconnect(); chart.dispose(); },
  };
}

// ---- layout and geometry -------------------------------------------------------------------------
function layOut(data, marks, width) {
  const from = time(data.window.from), perDay = Math.max(width, 300) / Math.max(1, time(data.window.to) - from);
  let top = 0;
  return data.lanes.map((lane, n) => {
    const rows = pack(data.measures.filter(m => m.lane === n), time(data.day));
    const ends = [];
    for (const { act } of marks.filter(m => m.lane === n && m.act.t >= from)) {
      const x = act.t * perDay;
      freeRow(ends, MAX_ROWS, x);
    }
    const markRows = Math.max(2, Math.min(MAX_ROWS, ends.length));
    const height = Math.max(64, LANE_PAD * 2 + rows * BAR_ROW + markRows * MARK_ROW);
    const placed = { ...lane, top, height, rows: markRows, marks: top + LANE_PAD + rows * BAR_ROW, bottom: top + height };
    top += height;
    return placed;
  });
}

// The first row with room at x, else the one left free longest; takes it.
function freeRow(ends, rows, x) {
  let row = 0;
  while (row < rows && ends[row] !== undefined && x - ends[row] < MARK + 2) row++;
  if (row === rows) row = ends.indexOf(Math.min(...ends));
  ends[row] = x;
  return row;
}

// Bars of a lane that overlap in time lie under one another, the earliest on top.
function pack(measures, today) {
  const ends = [];
  for (const m of [...measures].sort((a, b) => a.segments[0].from.localeCompare(b.segments[0].from))) {
    const start = time(m.segments[0].from), last = m.segments.at(-1);
    let row = ends.findIndex(end => end + 5 * DAY < start);
    if (row < 0) row = ends.length;
    ends[row] = last.to ? time(last.to) : Math.max(today, start);
    m.row = row;
  }
  return ends.length;
}

function chain(start, links, neighbours) {
  const acts = new Set([start]), lit = new Set();
  for (const [here, there] of [["from", "to"], ["to", "from"]]) {
    const open = [start], seen = new Set(open);
    while (open.length) {
      for (const n of neighbours[here].get(open.pop()) ?? []) {
        lit.add(n);
        const next = links[n][there];
        acts.add(next);
        if (!seen.has(next)) { seen.add(next); open.push(next); }
      }
    }
  }
  return { acts, links: lit };
}

function group(links, end) {
  const map = new Map();
  links.forEach((link, n) => map.set(link[end], [...(map.get(link[end]) ?? []), n]));
  return map;
}

// From the answered act (earlier) to the answer (later): leaves and arrives level; within a lane it bows upwards.
function curve(a, b) {
  const dx = b.x - a.x;
  if (Math.abs(b.y - a.y) < 3) {
    const bow = Math.min(44, 10 + Math.abs(dx) * 0.12);
    return { x1: a.x, y1: a.y, x2: b.x, y2: b.y, cpx1: a.x + dx * 0.2, cpy1: a.y - bow, cpx2: b.x - dx * 0.2, cpy2: b.y - bow };
  }
  const reach = Math.max(dx * 0.5, 12);
  return { x1: a.x, y1: a.y, x2: b.x, y2: b.y, cpx1: a.x + reach, cpy1: a.y, cpx2: b.x - reach, cpy2: b.y };
}

function head(a, b, style) {
  const c = curve(a, b), angle = Math.atan2(c.y2 - c.cpy2, c.x2 - c.cpx2), x = b.x - Math.cos(angle) * 9, y = b.y - Math.sin(angle) * 9;
  const p = (d, r) => [x + Math.cos(angle + d) * r, y + Math.sin(angle + d) * r];
  return { type: "polygon", shape: { points: [[x, y], p(Math.PI - 0.45, 8), p(Math.PI + 0.45, 8)] }, style: { fill: style.stroke, opacity: style.opacity } };
}

function hatch(x1, x2, y) {
  let path = "";
  for (let x = Math.ceil(x1 / 6) * 6; x < x2; x += 6) path += `M${x} ${y + BAR}L${Math.min(x + 5, x2)} ${y}`;
  return path || `M${x1} ${y}l0.1 0`;
}

// ---- colour, language, words --------------------------------------------------------------------
function inks() {
  const css = getComputedStyle(document.documentElement), v = (name, or) => css.getPropertyValue(name).trim() || or;
  const dark = document.documentElement.dataset.bsTheme === "dark";
  const text = v("--c-ink", "#1b2430");
  return {
    text, ground: v("--c-sheet", "#fffefb"), quiet: v("--c-muted", "#5b6572"),
    rule: v("--c-line", "#dcd8cc"), band: v("--c-sunken", "#efede6"),
    ahead: dark ? "rgba(150,170,200,.07)" : "rgba(27,36,48,.05)", window: dark ? "rgba(150,170,200,.16)" : "rgba(24,36,51,.08)", arc: dark ? "#8ea2bd" : "#6b7a8f",
    font: getComputedStyle(document.body).fontFamily,
    tracks: Object.fromEntries(["history", "security", "economy", "people", "dialogue"].map(t => [t, v(`--track-${t}`, text)])),
  };
}

function clear(colour) {
  const m = /^#([0-9a-f]{6})$/i.exec(colour);
  return m ? `rgba(${[0, 2, 4].map(i => parseInt(m[1].slice(i, i + 2), 16)).join(",")},0)` : "rgba(0,0,0,0)";
}

async function register(echarts, language) {
  if (!locales[language]) return "EN";
  const words = await import(locales[language]);
  echarts.registerLocale(language.toUpperCase(), words.default);
  return language.toUpperCase();
}

const ready = () => document.fonts?.ready ?? Promise.resolve();
const day = (value, language) => new Intl.DateTimeFormat(language, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(value);

// Our own element instead of the library's: its HTML tooltips carry inline styles, which the policy refuses.
function show(tip, host, event, lines) {
  tip.replaceChildren(...lines.filter(Boolean).map((line, n) => Object.assign(document.createElement(n ? "div" : "strong"), { textContent: line })));
  tip.hidden = false;
  const x = event.offsetX, width = tip.offsetWidth, left = x + 18 + width > host.clientWidth ? x - width - 14 : x + 16;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, Math.min(event.offsetY + 14, host.clientHeight - tip.offsetHeight - 4))}px`;
}
