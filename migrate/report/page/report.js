"use strict";
// All text from the export is set as text, never as HTML.
const { items, order, state, code, reason, nothing } = JSON.parse(document.getElementById("data").textContent);
const STEP = 100, MOST_WORDS = 400;
const list = document.getElementById("list"), more = document.getElementById("more");
const chosen = { state: "", type: "", author: "", code: "", reason: "", year: "", words: "" };
let found = [], shown = 0, sideBySide = window.innerWidth >= 640;

const rank = new Map(order.map((name, at) => [name, at]));
function gather() {
  for (const item of items) {
    const parts = item.parts.map((part) => [part.name, part.expected, part.found, part.text].filter(Boolean).join(" "));
    item.hay = [item.id, item.title, item.path, item.url, ...item.codes, ...parts].join(" ").toLowerCase();
  }
}
gather();
items.sort((a, b) => rank.get(a.state) - rank.get(b.state) || b.parts.length - a.parts.length);

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/* For each word of two lines whether the other has it too, in order. Long ones: all between the same start and end. */
function common(mine, theirs) {
  let start = 0, end = 0;
  while (start < mine.length && start < theirs.length && mine[start] === theirs[start]) start++;
  while (end < mine.length - start && end < theirs.length - start && mine[mine.length - 1 - end] === theirs[theirs.length - 1 - end]) end++;
  const left = mine.slice(start, mine.length - end), right = theirs.slice(start, theirs.length - end);
  const kept = mine.map((_, at) => at < start || at >= mine.length - end);
  if (left.length > MOST_WORDS || right.length > MOST_WORDS) return kept;
  const best = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let a = left.length - 1; a >= 0; a--) for (let b = right.length - 1; b >= 0; b--)
    best[a][b] = left[a] === right[b] ? best[a + 1][b + 1] + 1 : Math.max(best[a + 1][b], best[a][b + 1]);
  for (let a = 0, b = 0; a < left.length && b < right.length;) {
    if (left[a] === right[b]) { kept[start + a] = true; a++; b++; }
    else if (best[a + 1][b] >= best[a][b + 1]) a++; else b++;
  }
  return kept;
}

/* A text with the words marked that another one has not. */
function marked(text, other, tag) {
  const mine = text.split(/(\s+)/), kept = common(mine, other.split(/(\s+)/)), line = element(tag);
  for (let at = 0; at < mine.length;) {
    let end = at + 1;
    while (end < mine.length && kept[end] === kept[at]) end++;
    const words = mine.slice(at, end).join("");
    line.append(kept[at] || !words.trim() ? words : element("mark", words));
    at = end;
  }
  return line;
}

function side(name, text, other) {
  const made = element("div");
  made.append(element("b", name), text ? marked(text, other, "p") : element("p", "nothing", "nothing"));
  return made;
}

function fault(part) {
  const made = element("div", "", "fault");
  made.append(element("strong", part.name), side("expected", part.expected, part.found), side("found", part.found, part.expected));
  return made;
}

/* The lines of a unified diff in pairs: what was, what will be; the same line twice where nothing changes. */
function* pairs(text) {
  let gone = [], come = [];
  function* flush() {
    for (let at = 0; at < Math.max(gone.length, come.length); at++) yield [gone[at], come[at]];
    gone = []; come = [];
  }
  for (const line of text.replace(/\n$/, "").split("\n").slice(2)) {
    if (line[0] === "-") gone.push(line.slice(1));
    else if (line[0] === "+") come.push(line.slice(1));
    else { yield* flush(); yield line[0] === "@" ? [line] : [line.slice(1), line.slice(1), true]; }
  }
  yield* flush();
}

function cell(text, other, sign) {
  const made = text === undefined ? element("td", "", "empty") : marked(text, other ?? "", "td");
  if (sign && text !== undefined) { made.className = sign === "+" ? "come" : "gone"; made.prepend(element("span", sign === "+" ? "added: " : "removed: ", "spoken")); }
  return made;
}

function difference(part, item) {
  const box = element("div", "", "wide"), table = element("table", "", "diff"), body = element("tbody");
  box.tabIndex = 0; box.setAttribute("role", "region"); box.setAttribute("aria-label", `Difference in ${item.path}`);
  const row = (...cells) => { const made = element("tr"); made.append(...cells); body.append(made); };
  for (const [was, is, same] of pairs(part.text)) {
    if (is === undefined && was !== undefined && was.startsWith("@@")) { const hunk = element("td", `from line ${/\+(\d+)/.exec(was)[1]}`, "hunk"); hunk.colSpan = sideBySide ? 2 : 1; row(hunk); }
    else if (sideBySide) row(cell(was, is, same ? "" : "-"), cell(is, was, same ? "" : "+"));
    else if (same) row(cell(was, was));
    else { if (was !== undefined) row(cell(was, is, "-")); if (is !== undefined) row(cell(is, was, "+")); }
  }
  if (sideBySide) {
    const names = element("thead"), line = element("tr");
    for (const name of ["Now", "Then"]) { const head = element("th", name); head.scope = "col"; line.append(head); }
    names.append(line);
    table.append(names);
  }
  table.append(body);
  box.append(table);
  return box;
}

function inner(part, item) {
  if (typeof part.text === "number") return element("p", waiting, "about");
  if (part.text) return difference(part, item);
  return part.expected === undefined ? element("p", part.name) : fault(part);
}

function fill(details, item) {
  const inside = element("div", "", "inside"), known = [item.url, item.type, item.author, item.date.slice(0, 10)].filter(Boolean);
  if (known.length) inside.append(element("p", known.join(" · "), "about"));
  inside.append(...item.parts.map((part) => inner(part, item)));
  if (!item.parts.length) inside.append(element("p", nothing[item.state] || "Nothing more is to be said."));
  details.append(inside);
}

/* What is open once more: its texts came, or are to be shown otherwise. */
function refill() {
  [...list.children].forEach((details, at) => {
    while (details.children.length > 1) details.lastChild.remove();
    if (details.open) fill(details, found[at]);
  });
}

/* The texts of a large report are packed, so that it opens at once. */
let waiting = "The difference comes in a moment.";
async function unpack(text) {
  const signs = atob(text), bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at);
  const texts = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  for (const item of items) for (const part of item.parts) if (typeof part.text === "number") part.text = texts[part.text];
  gather();
}
const packed = document.getElementById("packed");
if (packed) setTimeout(() => unpack(packed.textContent).catch(() => {
  waiting = "This browser cannot show the difference; one of 2023 or later does, and so does wxr2hugo diff without --format html.";
}).then(() => { refill(); document.body.dataset.unpacked = "yes"; }));

function row(item) {
  const details = element("details"), summary = element("summary"), name = element("span", "", "name"), codes = element("span", "", "codes");
  const title = element("bdi", item.title || item.path || "(no title)");
  title.dir = "auto";
  const about = [item.title && item.path, item.id && `WordPress id ${item.id}`, item.reasons.join(", ")];
  if (!item.path) about.unshift(item.type, item.date.slice(0, 10));
  name.append(title, " ", element("span", about.filter(Boolean).join(" · "), "about"));
  item.codes.forEach((one, at) => codes.append(at ? element("span", ", ", "spoken") : "", element("span", one, "chip")));
  summary.append(element("span", item.state, `badge ${item.state.replaceAll(" ", "-")}`), " ", name, " ", codes);
  details.append(summary);
  details.addEventListener("toggle", () => { if (details.open && details.children.length === 1) fill(details, item); });
  return details;
}

function showMore() {
  const next = found.slice(shown, shown + STEP).map(row);
  shown += next.length;
  list.append(...next);
  more.hidden = shown >= found.length;
  const cut = more.hidden ? "" : `; the first ${shown.toLocaleString("en")} are below`;
  document.getElementById("shown").textContent = `${found.length.toLocaleString("en")} of ${items.length.toLocaleString("en")} items${cut}`;
  return next[0];
}

function filter() {
  const words = chosen.words.toLowerCase().split(/\s+/).filter(Boolean);
  found = items.filter((item) =>
    (!chosen.state || item.state === chosen.state) && (!chosen.type || item.type === chosen.type) &&
    (!chosen.author || item.author === chosen.author) && (!chosen.code || item.codes.includes(chosen.code)) &&
    (!chosen.reason || item.reasons.includes(chosen.reason)) && (!chosen.year || item.date.startsWith(chosen.year)) && words.every((word) => item.hay.includes(word)));
  list.replaceChildren();
  shown = 0;
  showMore();
  document.getElementById("none").hidden = !items.length || found.length > 0;
  for (const one of counts) one.setAttribute("aria-pressed", String(one.value === chosen.state));
}

function labelled(name, field) {
  const label = element("label", name);
  label.append(field);
  return label;
}

const fields = {};
/* `of` says what an item has of the kind; those in `first` stand in that order, others by their names. */
function choice(name, key, of, first = []) {
  const often = new Map();
  for (const item of items) for (const value of new Set(of(item))) if (value) often.set(value, (often.get(value) || 0) + 1);
  const values = [...first.filter((value) => often.has(value)), ...[...often.keys()].filter((value) => !first.includes(value)).sort()];
  if (!values.length) return "";
  const field = fields[key] = element("select");
  field.append(new Option("all", ""), ...values.map((value) => new Option(`${value} (${often.get(value).toLocaleString("en")})`, value)));
  field.addEventListener("change", () => choose(key, field.value));
  return labelled(name, field);
}

function choose(key, value) {
  chosen[key] = fields[key].value = value;
  filter();
}

const search = element("input");
search.type = "search";
search.addEventListener("input", () => { chosen.words = search.value; filter(); });
/* What is counted at the top is also a filter. */
const counts = [];
const present = new Set(items.map((item) => item.state));
const filters = [
  labelled("Search (press /)", search),
  choice(state, "state", (item) => [item.state], order),
  choice(code, "code", (item) => item.codes),
  choice(reason, "reason", (item) => item.reasons),
  choice("Type", "type", (item) => [item.type]),
  choice("Author", "author", (item) => [item.author]),
  choice("Year", "year", (item) => [Number(item.date.slice(0, 4)) ? item.date.slice(0, 4) : ""]),
].filter(Boolean);
for (const one of document.querySelectorAll("#counts > li")) {
  if (!present.has(one.dataset.state)) continue;
  const button = element("button");
  button.type = "button";
  button.value = one.dataset.state;
  button.append(...one.childNodes);
  button.addEventListener("click", () => choose("state", chosen.state === button.value ? "" : button.value));
  one.append(button);
  counts.push(button);
}
/* The codes in a table are filters too: one leads to the items that have it. */
for (const one of document.querySelectorAll("table[data-filter] tbody td:first-child")) {
  if (![...(fields.code?.options ?? [])].some((option) => option.value === one.textContent)) continue;
  const button = element("button", one.textContent, "code");
  button.type = "button";
  button.title = "Show the items";
  button.addEventListener("click", () => {
    choose("code", button.textContent);
    document.getElementById("items").scrollIntoView();
    fields.code.focus({ preventScroll: true });
  });
  one.replaceChildren(button);
}
if (items.some((item) => item.parts.some((part) => part.text !== undefined))) {
  const both = element("button", "Side by side");
  both.type = "button";
  both.setAttribute("aria-pressed", String(sideBySide));
  both.addEventListener("click", () => {
    sideBySide = !sideBySide;
    both.setAttribute("aria-pressed", String(sideBySide));
    refill();
  });
  filters.push(both);
}
document.getElementById("filters").append(...filters);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); search.focus(); }
});
document.getElementById("clear").addEventListener("click", () => {
  for (const field of document.querySelectorAll("#filters input, #filters select")) field.value = "";
  for (const key of Object.keys(chosen)) chosen[key] = "";
  filter();
  search.focus();
});
/* On paper nothing can be opened: what is listed and says something is, and is closed again. */
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...list.children].filter((details, at) => !details.open && found[at].parts.length);
  for (const details of opened) { if (details.children.length === 1) fill(details, found[[...list.children].indexOf(details)]); details.open = true; }
});
window.addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
more.addEventListener("click", () => { const first = showMore(); if (first) first.querySelector("summary").focus(); });
filter();
