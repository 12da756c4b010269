// What the page is given, what is chosen in it, and the fragment that says so.

const byId = (id) => document.getElementById(id);
const last = data.days.length - 1;
const FIELDS = ["actor", "side", "kind", "topic", "status"];
const state = { lang: home, open: "", text: "", since: "", until: "", day: "", step: last };
const records = data.events.map((it) => ({
  ...it,
  element: byId(it.id),
}));
const recordOf = new Map(records.map((it) => [it.id, it]));
let step = last;
let seenOn = data.seen;
let shown = [];

// Whether a step is in ranges of them, such as "0-2 4".
const covers = (ranges, n) => ranges.split(" ").some((range) => {
  const [first, end = first] = range.split("-").map(Number);
  return first <= n && n <= end;
});

// What an event was at a step; nothing where it was not known yet.
const formAt = (record, n = step) => record.states.find((form) => covers(form.on, n));

const word = (name) => data.words[name][state.lang];
const fill = (name, values) => word(name).replace(/\{(\w+)\}/g, (_, key) => values[key]);
const counted = (name, n) => fill(`${name}${n === 1 ? 1 : 2}`, { n });
const textOf = (it) => it.textContent.trim();
const seenIn = (it, selector) => [...it.querySelectorAll(selector)].filter((one) => !one.closest("[data-on][hidden], [data-after][hidden]"));
const monthOf = (number) => data.months[state.lang][number - 1];

function dayWords(day) {
  const [y, m, d] = day.split("-");
  return monthOf(m) ? [Number(d), monthOf(m), y].join(state.lang === "es" ? " de " : " ") : day;
}

// The fragment is the only memory: "#event-id?lang=es&actor=rubio".

function read() {
  const [id, query = ""] = location.hash.slice(1).split(/\?(.*)/s);
  const given = new URLSearchParams(query);
  for (const field of FIELDS) state[field] = new Set(given.getAll(field));
  for (const field of ["text", "since", "until"]) state[field] = given.get(field) || "";
  state.lang = given.get("lang") === away ? away : home;
  state.open = recordOf.has(decoded(id)) ? decoded(id) : "";
  turn(given.get("as-of") || "");
}

// A day from which on the page is as it is without one is not a day of its own: it shows everything.
function turn(day) {
  const real = /^\d{4}-\d\d-\d\d$/.test(day) && (!data.until || day < data.until) && !(data.whole && data.whole <= day);
  state.step = real ? data.days.findLastIndex((it) => it && it <= day) : last;
  state.day = real ? day : "";
}

// The latest day of a source by a day, and how many sources there were by then.
const publishedBy = (day) => data.published.findLast(([it]) => it <= day);

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function written(open = state.open) {
  const given = new URLSearchParams();
  if (state.lang !== home) given.set("lang", state.lang);
  for (const field of FIELDS) for (const value of state[field]) given.append(field, value);
  for (const field of ["text", "since", "until"]) if (state[field]) given.set(field, state[field]);
  if (state.day) given.set("as-of", state.day);
  const query = given.toString();
  return `#${open}${query || !open ? "?" + query : ""}`;
}

// A new place in the history for each choice; letters typed and a slider moved share one.
function remember(replace) {
  const how = replace ? "replaceState" : "pushState";
  if (location.hash !== written()) history[how](null, "", written());
}
