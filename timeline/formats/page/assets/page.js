// What people do with the page.

// The field that is being written in: until it is left all that is typed is one step back.
let writing = null;

function listen() {
  const form = byId("_find");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    writing = null;
  });
  form.addEventListener("focusout", () => { writing = null; });
  form.addEventListener("input", ({ target }) => {
    if (target.type === "checkbox") state[target.name][target.checked ? "add" : "delete"](target.value);
    else if (target.id === "_as-of") turn(Number(target.value) === last ? "" : data.days[target.value]);
    else state[target.id.slice(1)] = target.value;
    changed(target === writing);
    writing = target.type === "checkbox" ? null : target;
  });
  byId("_clear").addEventListener("click", () => {
    for (const field of FIELDS) state[field].clear();
    Object.assign(state, { text: "", since: "", until: "" });
    turn("");
    changed();
    fillForm();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "lang") return;
    state.lang = target.value;
    remember();
    speak();
    draw();
  });
  document.addEventListener("click", follow);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") closePicks(null);
  });
  byId("_view").addEventListener("click", copy);
  window.addEventListener("popstate", () => {
    writing = null;
    restore();
  });
  window.addEventListener("resize", draw);
  window.addEventListener("beforeprint", openForPrint);
  window.addEventListener("afterprint", closeAfterPrint);
  for (const name of ["open", "close"]) byId(`_${name}-all`).addEventListener("click", () => {
    for (const it of shown) it.element.querySelector("details").open = name === "open";
  });
}

// A link to an event keeps the filter: leaving it out would lose the reader's place.
function follow(event) {
  const link = event.target.closest("a[href^='#']");
  const id = link?.getAttribute("href").slice(1);
  closePicks(event.target.closest(".pick"));
  if (!recordOf.has(id) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  state.open = id;
  remember();
  apply();
  reveal(id);
}

// The link leads to the view itself; where that is allowed without asking it is copied too.
async function copy(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  changed();
  const sign = await navigator.clipboard?.writeText(location.href).then(() => "copied", () => "");
  byId("_copied").textContent = word(sign || "in-bar");
}

function closePicks(but) {
  for (const it of document.querySelectorAll(".pick[open]")) if (it !== but) it.open = false;
}

let opened = [];

function openForPrint() {
  opened = [...document.querySelectorAll(".event details:not([open]), footer details:not([open])")];
  for (const it of opened) it.open = true;
}

function closeAfterPrint() {
  for (const it of opened) it.open = false;
}

// Each title is the link to its event.
function link({ id, element }) {
  for (const title of element.querySelectorAll(TITLE)) {
    const made = document.createElement("a");
    made.href = `#${id}`;
    made.append(...title.childNodes);
    title.append(made);
  }
}

function begin() {
  for (const it of document.querySelectorAll("#_find, #_drawing, .script")) it.hidden = false;
  for (const it of records) link(it);
  listen();
  byId("_canvas").addEventListener("keydown", walk);
  for (const it of document.querySelectorAll("[data-zoom]")) it.addEventListener("click", () => zoom(it.dataset.zoom));
  samples();
  restore();
}

begin();
