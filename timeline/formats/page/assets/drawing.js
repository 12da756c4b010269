// The events that answer, on a real time scale.

const DAY = 86400000;
const ROW = 20;
const MOST_ROWS = 14;
const MOST_MARKS = 250;
const MOST_NAMED = 60;
const pencil = document.createElement("canvas").getContext("2d");
let view = null;
let wholeView = null;

const time = (day) => Date.parse(day);
const iso = (at) => new Date(at).toISOString().slice(0, 10);

function svg(name, attributes, parent, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  parent?.append(made);
  return made;
}

// The days that the marks of the events shown reach from and to, with room around them.
function fit() {
  const ends = shown.flatMap((it) => formAt(it).days.flat()).filter(Boolean).map(time);
  const from = ends.reduce((a, b) => Math.min(a, b), Infinity);
  const to = ends.reduce((a, b) => Math.max(a, b), -Infinity) + DAY;
  const room = Math.max(DAY, (to - from) * 0.04);
  view = ends.length ? [from - room, to + room] : null;
  wholeView = view;
  draw();
}

function zoom(name) {
  if (!view) return;
  const [from, to] = view;
  const width = to - from;
  const moves = { closer: [0.25, -0.25], farther: [-0.5, 0.5], earlier: [-0.4, -0.4], later: [0.4, 0.4] };
  const [a, b] = moves[name] || [0, 0];
  const next = [from + a * width, to + b * width];
  if (name === "fit") view = wholeView;
  else if (next[1] - next[0] > 2 * DAY && next[0] > time("0001-01-01") && next[1] < time("9999-12-31")) view = next;
  draw();
}

function laneOf(record) {
  const { side } = formAt(record);
  return side.length === 1 ? side[0] : side.length ? " several" : " none";
}

function lanes() {
  const [first, ...others] = Object.keys(data.sides);
  const names = [first, " several", ...others, " none"];
  const name = (it) => (it === " several" ? word("several") : it === " none" ? word("noside") : data.sides[it][state.lang]);
  return names.map((it) => ({ key: it, name: name(it), number: Object.keys(data.sides).indexOf(it), marks: [] }))
    .filter((lane) => shown.some((record) => laneOf(record) === lane.key));
}

function draw() {
  const canvas = byId("_canvas");
  canvas.replaceChildren();
  byId("_many").hidden = true;
  if (!view) return;
  const width = canvas.clientWidth || 320;
  const x = (at) => ((at - view[0]) / (view[1] - view[0])) * width;
  const picture = svg("svg", { width, role: "group", "aria-labelledby": "_drawing-title", "aria-describedby": "_drawing-help" });
  const grid = svg("g", { class: "grid", "aria-hidden": "true" }, picture);
  let y = 30;
  for (const lane of lanes()) y = drawLane(lane, picture, { x, y, width });
  ticks(grid, x, width, y);
  asOfLine(grid, x, y);
  picture.setAttribute("height", y + 4);
  picture.setAttribute("viewBox", `0 0 ${width} ${y + 4}`);
  canvas.append(picture);
  const first = picture.querySelector("a");
  if (first) first.setAttribute("tabindex", "0");
}

function drawLane(lane, picture, place) {
  const { y, width } = place;
  const group = svg("g", { class: `lane s${lane.number < 0 ? `-${lane.key.trim()}` : lane.number % 6}` }, picture);
  svg("line", { x1: 0, x2: width, y1: y, y2: y, class: "border" }, group);
  svg("text", { x: 2, y: y + 15, class: "name" }, group, lane.name);
  const named = shown.length <= MOST_NAMED;
  const marks = shown.filter((it) => laneOf(it) === lane.key).map((it) => measured(it, place, named)).filter(Boolean);
  const rows = packed(marks, named ? Infinity : MOST_ROWS);
  if (rows === Infinity || marks.length > MOST_MARKS) return heap(marks, group, place);
  if (named) widen(marks, width);
  for (const mark of marks) drawMark(mark, group, y + 30 + mark.row * ROW, place);
  return y + 30 + rows * ROW;
}

function measured(record, { x, width }, named) {
  const { days } = formAt(record);
  const ends = days.map(([a, b]) => [a ? x(time(a)) : x(time(b) + DAY) - 26, b ? x(time(b) + DAY) : x(time(a)) + 26]);
  let left = Math.min(...ends.map(([a]) => a));
  let right = Math.max(...ends.map(([, b]) => b));
  if (right < 0 || left > width) return null;
  if (isDay(days) || right - left < 12) [left, right] = [(left + right) / 2 - 6, (left + right) / 2 + 6];
  const mark = { record, ends, left, right, label: "", from: left, to: right };
  mark.ends = merged(ends);
  return named ? labelled(mark, width) : mark;
}

const isDay = (days) => days.length === 1 && days[0][0] === days[0][1];

// Days that follow on each other are one bar.
function merged(ends) {
  return ends.reduce((found, [a, b]) => {
    const before = found.at(-1);
    if (before && a - before[1] < 0.5) before[1] = b;
    else found.push([a, b]);
    return found;
  }, []);
}

function labelled(mark, width) {
  pencil.font = "13px system-ui, sans-serif";
  mark.title = textOf(seenIn(mark.record.element, TITLE)[0]);
  label(mark, Math.min(300, width * 0.45));
  mark.before = mark.right + mark.long > width && mark.left > width - mark.right;
  return reach(mark);
}

function label(mark, room) {
  mark.label = cut(mark.title, room);
  mark.long = pencil.measureText(mark.label).width + 6;
}

function reach(mark) {
  if (mark.before) mark.from = mark.left - mark.long;
  else mark.to = mark.right + mark.long;
  return mark;
}

// Once every mark has its row a label may go on to the next in it, or to the edge.
function widen(marks, width) {
  for (const mark of marks) {
    const row = marks.filter((it) => it.row === mark.row && it !== mark);
    const before = Math.max(0, ...row.filter((it) => it.to <= mark.from).map((it) => it.to + 6));
    const after = Math.min(width, ...row.filter((it) => it.from >= mark.to).map((it) => it.from - 6));
    label(mark, mark.before ? mark.left - before - 8 : after - mark.right - 8);
    reach(mark);
  }
}

// Whole words only: what is read out has to contain what is seen.
function cut(text, room) {
  const fits = (it) => pencil.measureText(it).width <= room;
  if (text.length < 160 && fits(text)) return text;
  const words = text.slice(0, 160).split(" ").slice(0, -1);
  while (words.length && !fits(`${words.join(" ")}…`)) words.pop();
  return words.length ? `${words.join(" ")}…` : "";
}

function packed(marks, most) {
  const ends = [];
  marks.sort((a, b) => a.left - b.left);
  for (const mark of marks) {
    const free = ends.findIndex((end) => end + 6 < mark.from);
    mark.row = free < 0 ? ends.length : free;
    if (mark.row >= most) return Infinity;
    ends[mark.row] = mark.to;
  }
  return ends.length;
}

const OFF = ["cancelled", "denied"];
const PLANNED = ["scheduled", "postponed"];

function drawMark(mark, group, y, { width }) {
  const { status, days, doubt } = formAt(mark.record);
  const open = days.some(([a, b]) => !a || !b);
  const look = OFF.includes(status) ? "off" : PLANNED.includes(status) ? "planned" : "done";
  const link = svg("a", { href: `#${mark.record.id}`, class: `mark ${look}`, tabindex: "-1", "aria-label": named(mark.record) }, group);
  const left = Math.max(-20, mark.left);
  svg("rect", { x: mark.from - 2, y: y - 10, width: mark.to - mark.from + 4, height: ROW, class: "ground" }, link);
  const single = isDay(days);
  if (mark.ends.length > 1) svg("line", { x1: left, x2: mark.right, y1: y, y2: y, class: "between" }, link);
  for (const [a, b] of single ? [[mark.left, mark.right]] : mark.ends) shape(link, a, b, y, { single, hatched: doubt || open });
  if (open) arrows(link, mark, days, y);
  if (look === "off") svg("path", { d: cross((Math.max(left, 0) + Math.min(mark.right, width)) / 2, y), class: "cross" }, link);
  const anchor = mark.before ? { x: mark.left - 5, "text-anchor": "end" } : { x: Math.min(mark.right, width) + 5 };
  if (mark.label) svg("text", { ...anchor, y: y + 4.5 }, link, mark.label);
}

function shape(parent, left, right, y, { single, hatched }) {
  const wide = Math.max(right - left, 12);
  const from = (left + right - wide) / 2;
  const box = single
    ? { x: (left + right) / 2 - 6, y: y - 6, width: 12, height: 12, rx: 6 }
    : { x: from, y: y - 5, width: wide, height: 10, rx: 2 };
  svg("rect", { ...box, class: "line" }, parent);
  svg("rect", { ...box, class: "ink", ...(hatched ? { mask: "url(#_stripes)" } : {}) }, parent);
}

function arrows(parent, mark, days, y) {
  if (days.some(([a]) => !a)) svg("path", { d: `M${mark.left + 1} ${y - 7}l-7 7 7 7z`, class: "arrow" }, parent);
  if (days.some(([, b]) => !b)) svg("path", { d: `M${mark.right - 1} ${y - 7}l7 7-7 7z`, class: "arrow" }, parent);
}

const cross = (at, y) => `M${at - 6} ${y - 6}l12 12m0-12l-12 12`;

// Stripes are a mask, so that one pattern serves every colour.
function stripes(picture) {
  const defs = svg("defs", {}, picture);
  const pattern = svg("pattern", { id: "_pattern", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
  svg("rect", { width: 2, height: 5, fill: "#fff" }, pattern);
  const mask = svg("mask", { id: "_stripes", maskUnits: "userSpaceOnUse", x: -1e5, y: 0, width: 2e5, height: 1e5 }, defs);
  svg("rect", { x: -1e5, y: 0, width: 2e5, height: 1e5, fill: "url(#_pattern)" }, mask);
}

function named(record) {
  const found = [".day > p", TITLE, ".tags > i"].map((it) => seenIn(record.element, it)[0]);
  return found.filter(Boolean).map(textOf).join(" · ");
}

// Where there are too many to tell apart a lane has columns as high as the events are many.
function heap(marks, group, { x, y, width }) {
  const bins = new Map();
  for (const mark of marks) {
    const bin = Math.floor(Math.min(Math.max((mark.left + mark.right) / 2, 0), width - 1) / 8);
    bins.set(bin, (bins.get(bin) || 0) + 1);
  }
  const most = Math.max(...bins.values());
  const columns = svg("g", { role: "img", "aria-label": fill("many", { n: marks.length }) }, group);
  for (const [bin, n] of bins) {
    const high = Math.max(2, (70 * n) / most);
    const column = svg("rect", { x: bin * 8, y: y + 95 - high, width: 7, height: high, class: "ink column" }, columns);
    svg("title", {}, column, `${iso(view[0] + ((bin * 8) / width) * (view[1] - view[0]))}: ${n}`);
  }
  svg("text", { x: width - 2, y: y + 15, "text-anchor": "end", class: "tick" }, group, fill("many", { n: marks.length }));
  byId("_many").hidden = false;
  return y + 100;
}

const UNITS = [1, 2, 7, "month", "quarter", "year", "decade", "century"];
const MONTHS = { month: 1, quarter: 3, year: 12, decade: 120, century: 1200 };

function ticks(grid, x, width, height) {
  const days = (unit) => (MONTHS[unit] ? MONTHS[unit] * 30.4 : unit);
  const room = ((view[1] - view[0]) / DAY) * (84 / width);
  const unit = UNITS.find((it) => days(it) >= room) || UNITS.at(-1);
  for (const at of marksOf(unit)) {
    if (at < view[0] || at > view[1]) continue;
    svg("line", { x1: x(at), x2: x(at), y1: 20, y2: height }, grid);
    if (x(at) < width - 66) svg("text", { x: x(at) + 3, y: 14, class: "tick" }, grid, tickWords(iso(at), MONTHS[unit]));
  }
}

function tickWords(at, months) {
  const [y, m, d] = at.split("-");
  const month = monthOf(m).slice(0, 3);
  return months >= 12 ? y : months ? `${month} ${y}` : `${Number(d)} ${month}`;
}

function marksOf(unit) {
  const months = MONTHS[unit];
  if (!months) {
    const first = Math.ceil(view[0] / (unit * DAY));
    return Array.from({ length: 200 }, (_, n) => (first + n) * unit * DAY).filter((at) => at <= view[1]);
  }
  const from = new Date(view[0]);
  const first = Math.floor((from.getUTCFullYear() * 12 + from.getUTCMonth()) / months) * months;
  return Array.from({ length: 120 }, (_, n) => monthStart(first + n * months)).filter((at) => at <= view[1]);
}

// Date.UTC takes the years 0 to 99 for 1900 to 1999.
const monthStart = (n) => new Date(0).setUTCFullYear(Math.floor(n / 12), n % 12, 1);

function asOfLine(grid, x, height) {
  const { day } = state;
  if (day && time(day) + DAY < view[1]) svg("line", { x1: x(time(day) + DAY), x2: x(time(day) + DAY), y1: 20, y2: height, class: "as-of" }, grid);
}

function samples() {
  stripes(document.querySelector(".sample"));
  const looks = { done: "done", planned: "planned", off: "off", span: "done", doubt: "done", open: "done" };
  for (const it of document.querySelectorAll(".sample")) {
    const name = it.dataset.sample;
    const group = svg("g", { class: `mark ${looks[name]}` }, it);
    const single = ["done", "planned", "off"].includes(name);
    shape(group, single ? 9 : 8, single ? 21 : 26, 7, { single, hatched: ["doubt", "open"].includes(name) });
    if (name === "open") svg("path", { d: "M9 0l-7 7 7 7z", class: "arrow" }, group);
    if (name === "off") svg("path", { d: cross(15, 7), class: "cross" }, group);
  }
}

// One mark is in the order of tabs; arrow keys go from it to the others.
function walk(event) {
  const marks = [...event.currentTarget.querySelectorAll("a")];
  const at = marks.indexOf(document.activeElement);
  const goal = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
  if (at < 0 || goal === undefined || !marks[goal]) return;
  event.preventDefault();
  marks[at].setAttribute("tabindex", "-1");
  marks[goal].setAttribute("tabindex", "0");
  marks[goal].focus();
}
