// Search, the switch of light and dark, larger pictures and a button beside code. Nothing is fetched before somebody searches.
const root = document.documentElement;

document.addEventListener("click", (event) => {
  const { target } = event;
  const opener = target.closest("[data-open]");
  if (opener) openDialog(document.getElementById(opener.dataset.open));
  if (target.closest("[data-close]") || target.localName === "dialog") target.closest("dialog").close();
  if (target.closest("[data-scheme-switch]")) switchScheme();
  const picture = target.closest(".text a[href]:has(> img)");
  if (picture && /\.(?:jpe?g|png|gif|webp|avif)$/i.test(picture.pathname)) {
    event.preventDefault();
    enlarge(picture);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    openDialog(document.getElementById("search"));
  }
});

function openDialog(dialog) {
  dialog.showModal();
  dialog.querySelector("input")?.select();
}

function switchScheme() {
  const dark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.scheme = dark ? "light" : "dark";
  try {
    localStorage.setItem("scheme", root.dataset.scheme);
  } catch {}
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function enlarge(link) {
  const alt = link.firstElementChild.alt;
  const dialog = element("dialog", { className: "lightbox", ariaLabel: alt }, element("img", { src: link.href, alt }));
  const caption = link.closest("figure")?.querySelector("figcaption")?.textContent;
  if (caption) dialog.append(element("p", { textContent: caption }));
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// Search: every word has to be there; words in titles count more, and of equals the newer comes first.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function rank(entry, words) {
  let score = 0;
  for (const word of words) {
    const inTitle = entry.title.indexOf(word);
    if (inTitle < 0 && !entry.text.includes(word)) return 0;
    score += inTitle < 0 ? 1 : inTitle ? 5 : 8;
  }
  return score;
}

function excerpt(text, word) {
  const at = Math.max(0, fold(text).indexOf(word) - 60);
  const piece = text.slice(at, at + 180);
  return (at ? "… " : "") + piece + (at + 180 < text.length ? " …" : "");
}

async function load(place) {
  const response = await fetch(place.dataset.index);
  const entries = await response.json();
  return entries.map(([url, name, plain]) => ({ url, name, plain, title: fold(name), text: fold(plain) }));
}

function show(place, entries, query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const ranked = words.length ? entries.map((entry) => [rank(entry, words), entry]).filter(([score]) => score) : [];
  ranked.sort(([one], [other]) => other - one);
  const count = place.querySelector(".search-count");
  count.textContent = !words.length ? "" : ranked.length ? `${place.dataset.results}: ${ranked.length}` : place.dataset.nothing;
  place.querySelector(".search-results").replaceChildren(
    ...ranked.slice(0, 30).map(([, { url, name, plain }]) =>
      element("li", {}, element("a", { href: url, textContent: name }), element("p", { textContent: excerpt(plain, words[0]) })),
    ),
  );
}

for (const place of document.querySelectorAll(".search")) {
  const field = place.querySelector("input");
  let index;
  const search = async () => show(place, await (index ??= load(place)), field.value);
  field.addEventListener("input", search);
  place.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
    place.querySelector(".search-results a")?.focus();
  });
  if (place.closest(".lost")) field.value = new URLSearchParams(`q=${location.pathname}`).get("q").match(/[\p{L}\p{N}]+/gu)?.filter((word) => word !== "html").slice(-6).join(" ") ?? "";
}

// A menu that was opened on a narrow window closes where a wide one shows it anyway.
matchMedia("(min-width: 44rem)").addEventListener("change", ({ matches }) => {
  if (matches) document.getElementById("menu").hidePopover();
});

// Of the menus at the head one is open at a time.
for (const menu of document.querySelectorAll(".site-menu > ul > li > details")) menu.name = "menu";

for (const code of document.querySelectorAll(".text pre > code")) {
  const words = document.querySelector(".search").dataset;
  const button = element("button", { type: "button", className: "copy", textContent: words.copy });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = words.copied;
    setTimeout(() => (button.textContent = words.copy), 2000);
  });
  const frame = element("div", { className: "code" });
  code.parentNode.replaceWith(frame);
  frame.append(code.parentNode, button);
}
