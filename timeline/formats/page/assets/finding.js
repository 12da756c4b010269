// Which events answer, and showing just these.

// Folding and searching are those of `timeline list --text`.

const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toUpperCase().toLowerCase();
const tokens = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) || []).join(" ");

function terms(typed) {
  const found = typed.matchAll(/"([^"]*)"|“([^”]*)”|«([^»]*)»|(\S+)/g);
  return [...found].map(([, ...groups]) => groups.find((it) => it !== undefined))
    .map((text) => [tokens(text), text.endsWith("*")])
    .filter(([words]) => words)
    .map(([words, open]) => ` ${words}${open ? "" : " "}`);
}

const TITLE = ".day + div > :is(h3, h4)";
const SAID = `${TITLE}, .tags ~ p, blockquote, .event ol p:first-child, q`;

function texts(record) {
  record.texts ??= new Map();
  if (!record.texts.has(step)) {
    const nodes = seenIn(record.element, SAID).flatMap((it) => nodesIn(it, NodeFilter.SHOW_TEXT));
    const each = nodes.flatMap((it) => Object.values(both.get(it) ?? [it.data]));
    record.texts.set(step, each.map((it) => ` ${tokens(it)} `));
  }
  return record.texts.get(step);
}

const among = (wanted, held) => !wanted.size || held.some((it) => wanted.has(it));
const overlaps = ([first, end]) =>
  (!state.until || !first || first <= state.until) && (!state.since || !end || end >= state.since);
const within = ([first, end]) =>
  (!state.until || (end && end <= state.until)) && (!state.since || (first && first >= state.since));

function answers(record, wanted) {
  const form = formAt(record);
  return form && among(state.actor, form.actor) && among(state.side, form.side)
    && among(state.kind, [record.kind]) && among(state.topic, form.topic)
    && among(state.status, [form.status]) && form.days.some(overlaps)
    && wanted.every((term) => texts(record).some((text) => text.includes(term)));
}

// Showing

function apply() {
  const open = recordOf.get(state.open);
  if (open && !formAt(open, state.step)) turn("");
  if (step !== state.step || seenOn !== (state.day || data.seen)) turnTo(state.step, state.day || data.seen);
  const wanted = terms(state.text);
  document.querySelectorAll(".added").forEach((it) => it.remove());
  shown = records.filter((record) => {
    const answer = answers(record, wanted);
    const hidden = !answer && record !== open;
    hide(record.element, hidden);
    if (!answer && record === open) note(record, "hidden");
    if (answer && (state.since || state.until) && !formAt(record).days.every(within)) note(record, "maybe");
    return answer;
  });
  hideEmpty(".readouts");
  hideEmpty(".thread");
  hide(byId("_nothing"), shown.length > 0 || !records.length);
  speak();
  fit();
}

function note(record, name) {
  const added = document.createElement("p");
  added.className = "maybe added";
  added.dataset.word = name;
  record.element.querySelector(".day").append(added);
}

// Setting what is already so would have the browser lay it out again.
function hide(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

function hideEmpty(selector) {
  for (const it of document.querySelectorAll(selector)) hide(it, !it.querySelector(".event:not([hidden])"));
}

// That a plan has no outcome is to be said only after its last day.
function turnTo(next, day) {
  step = next;
  seenOn = day;
  for (const it of document.querySelectorAll("[data-on], [data-after]")) {
    const { on, after } = it.dataset;
    hide(it, Boolean((on && !covers(on, step)) || (after && day <= after)));
  }
}

function translate() {
  for (const [node, said] of both) node.data = said[state.lang];
  document.documentElement.lang = state.lang;
}

function speak() {
  if (document.documentElement.lang !== state.lang) translate();
  for (const it of document.querySelectorAll(".added")) it.textContent = word(it.dataset.word);
  document.title = data.title[state.lang];
  byId(`_in-${state.lang}`).checked = true;
  byId("_count").textContent = fill("shown", { n: shown.length, all: records.length });
  byId("_view").setAttribute("href", written(""));
  byId("_copied").textContent = "";
  hide(byId("_reversed"), !(state.since && state.until && state.since > state.until));
  head();
  for (const field of FIELDS) {
    const chosen = byId(`_chosen-${field}`);
    if (chosen) chosen.textContent = state[field].size ? `(${state[field].size})` : "";
  }
  if (!byId("_as-of")) return;
  byId("_as-of-day").textContent = stepWords();
  byId("_as-of").setAttribute("aria-valuetext", stepWords());
}

// The head counts what is shown; below it stands by what that was chosen, for print too.
function head() {
  const all = records.length;
  const some = shown.length < all;
  const cited = new Set(shown.flatMap(sourcesOf));
  const roots = new Set([...cited].map((it) => data.roots[it]?.findLast(([n]) => n <= step)?.[1] ?? it));
  const events = some ? fill("of", { n: shown.length, all }) : counted("event", all);
  const known = state.day && fill("known", { day: dayWords(state.day), n: publishedBy(state.day)?.[1] ?? 0, all: data.read });
  byId("_n").textContent = events;
  byId("_from").textContent = `${counted("source", cited.size)}, ${counted("origin", roots.size)}`;
  byId("_known").textContent = known && ` · ${known}`;
  if (byId("_stop")) byId("_stop").hidden = Boolean(known);
  byId("_seen").textContent = fill("seen", { day: dayWords(seenOn) });
  const chosen = chosenWords();
  hide(byId("_told"), !known && !chosen.length);
  byId("_told").textContent = [events, known, ...chosen].filter(Boolean).join(" · ");
}

function sourcesOf(record) {
  record.sources ??= new Map();
  if (!record.sources.has(step)) {
    const links = seenIn(record.element, ".event ol a");
    record.sources.set(step, links.map((it) => it.hash.slice(2)));
  }
  return record.sources.get(step);
}

function chosenWords() {
  const said = (name, value) => value && `${word(name).toLowerCase()}: ${value}`;
  const called = (field) => (value) => {
    const box = [...document.getElementsByName(field)].find((it) => it.value === value);
    return box ? textOf(box.nextElementSibling) : value;
  };
  return [
    ...FIELDS.map((it) => said(it, [...state[it]].map(called(it)).join(", "))),
    said("sought", state.text.trim()),
    said("from", state.since && dayWords(state.since)),
    said("to", state.until && dayWords(state.until)),
  ].filter(Boolean);
}

function stepWords() {
  const asked = state.day || data.until;
  const [source] = publishedBy(asked || "9999-12-31") ?? [];
  const day = asked ? dayWords(asked) : word("whole");
  if (asked === source || (!asked && !data.days[last])) return day;
  return source ? fill("latest", { day, source: dayWords(source) }) : fill("unread-by", { day });
}

function fillForm() {
  for (const box of byId("_find").querySelectorAll("[type=checkbox]")) box.checked = state[box.name].has(box.value);
  for (const name of ["text", "since", "until"]) byId(`_${name}`).value = state[name];
  if (byId("_as-of")) byId("_as-of").value = state.step;
}

function reveal(id) {
  const element = byId(id);
  const details = element.querySelector("details");
  if (details) details.open = true;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView();
  // What stands above gets its true height only once it has been near the screen.
  requestAnimationFrame(() => element.scrollIntoView());
}

function restore() {
  read();
  if (location.hash.includes("as-of=") && !state.day) remember(true);
  apply();
  fillForm();
  if (state.open) reveal(state.open);
}

function changed(replace = false) {
  state.open = "";
  remember(replace);
  apply();
}
