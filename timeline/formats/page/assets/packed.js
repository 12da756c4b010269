// What the page holds packed: its data, what is hidden at first, and its other language.

async function unpacked(id) {
  const packed = document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(packed), (it) => it.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

function nodesIn(root, kind) {
  const walker = document.createTreeWalker(root, kind);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// An empty comment stands where each piece belongs.
function place(pieces) {
  const comments = nodesIn(document.body, NodeFilter.SHOW_COMMENT);
  const template = document.createElement("template");
  comments.forEach((it, n) => {
    template.innerHTML = pieces[n];
    it.replaceWith(template.content);
  });
}

// Every text that differs in the other language, with what it is in each.
function paired({ texts, varied }) {
  document.body.normalize();
  const known = new Map();
  const pairs = new Map();
  let n = 0;
  for (const node of nodesIn(document.body, NodeFilter.SHOW_TEXT)) {
    if (!/[^\n -@[\]]/.test(node.data) || node.parentElement.localName === "script") continue;
    if (!known.has(node.data) || varied.includes(node.data)) known.set(node.data, texts[n++]);
    const other = known.get(node.data);
    if (other) pairs.set(node, { [home]: node.data, [away]: other });
  }
  return pairs;
}

const home = document.documentElement.lang;
const away = home === "en" ? "es" : "en";
const data = await unpacked("_data");
place(data.pieces);
for (const [number, on] of Object.entries(data.sources)) document.getElementById(`_${number}`).dataset.on = on;
const both = paired(data);
