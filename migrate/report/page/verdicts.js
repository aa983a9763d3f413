"use strict";
// All text from the export is set as text, never as HTML.
const items = JSON.parse(document.getElementById("data").textContent);
const STEP = 100;
const order = ["missing", "differs", "edited", "identical"];
const list = document.getElementById("list"), more = document.getElementById("more");
const chosen = { result: "", type: "", author: "", kind: "", words: "" };
let found = [], shown = 0;

for (const item of items) {
  const faults = item.faults.map((fault) => fault.join(" ")).join(" ");
  item.hay = [item.id, item.title, item.path, item.url, faults].join(" ").toLowerCase();
  item.kinds = new Set(item.faults.map((fault) => fault[0]));
}
items.sort((a, b) => order.indexOf(a.result) - order.indexOf(b.result) || b.faults.length - a.faults.length);

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/* The words that differ: all between the same beginning and the same end. */
function marked(text, other) {
  const mine = text.split(/(\s+)/), theirs = other.split(/(\s+)/);
  let start = 0, end = 0;
  while (start < mine.length && start < theirs.length && mine[start] === theirs[start]) start++;
  while (end < mine.length - start && end < theirs.length - start && mine[mine.length - 1 - end] === theirs[theirs.length - 1 - end]) end++;
  const line = element("p");
  line.append(mine.slice(0, start).join(""));
  const middle = mine.slice(start, mine.length - end).join("");
  if (middle) line.append(element("mark", middle));
  line.append(mine.slice(mine.length - end).join(""));
  return line;
}

function side(name, text, other) {
  const made = element("div");
  made.append(element("b", name), marked(text || "nothing", other || "nothing"));
  return made;
}

function row(item) {
  const details = element("details"), summary = element("summary");
  summary.append(element("span", item.result, `badge ${item.result}`), element("span", item.title || "(no title)"), " ");
  summary.append(element("span", `${item.path} · WordPress id ${item.id}`, "path"));
  details.append(summary);
  details.addEventListener("toggle", () => {
    if (!details.open || details.children.length > 1) return;
    for (const [kind, expected, is] of item.faults) {
      const fault = element("div", "", "fault");
      fault.append(element("strong", kind), side("expected", expected, is), side("found", is, expected));
      details.append(fault);
    }
    if (!item.faults.length) details.append(element("p", item.result === "missing" ? "The file is not in the site." : "Nothing differs."));
  });
  return details;
}

function showMore() {
  const next = found.slice(shown, shown + STEP).map(row);
  shown += next.length;
  list.append(...next);
  more.hidden = shown >= found.length;
  return next[0];
}

function filter() {
  const words = chosen.words.toLowerCase().split(/\s+/).filter(Boolean);
  found = items.filter((item) =>
    (!chosen.result || item.result === chosen.result) && (!chosen.type || item.type === chosen.type) &&
    (!chosen.author || item.author === chosen.author) && (!chosen.kind || item.kinds.has(chosen.kind)) &&
    words.every((word) => item.hay.includes(word)));
  list.replaceChildren();
  shown = 0;
  showMore();
  document.getElementById("shown").textContent = `${found.length.toLocaleString("en")} of ${items.length.toLocaleString("en")} items`;
}

function labelled(name, field) {
  const label = element("label", name);
  label.append(field);
  return label;
}

function choice(name, key, values) {
  const field = element("select");
  field.append(new Option("all", ""), ...values.map((value) => new Option(value, value)));
  field.addEventListener("change", () => { chosen[key] = field.value; filter(); });
  return labelled(name, field);
}

function distinct(values) { return [...new Set(values)].filter(Boolean).sort(); }

const search = element("input");
search.type = "search";
search.addEventListener("input", () => { chosen.words = search.value; filter(); });
document.getElementById("filters").append(
  labelled("Search (press /)", search),
  choice("Result", "result", order.filter((name) => items.some((item) => item.result === name))),
  choice("Fault", "kind", distinct(items.flatMap((item) => [...item.kinds]))),
  choice("Type", "type", distinct(items.map((item) => item.type))),
  choice("Author", "author", distinct(items.map((item) => item.author))),
);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); search.focus(); }
});
more.addEventListener("click", () => { const first = showMore(); if (first) first.querySelector("summary").focus(); });
filter();
