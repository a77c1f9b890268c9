// The keyboard and the places of words. Everything here is a convenience: each page can be read, filtered and searched without it.
// Offsets are code points of the article's text, end exclusive; JavaScript counts UTF-16 units, so they are converted here and nowhere else.
"use strict";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const text = one("[data-text]");
const told = one("[data-told]");

// What is told, aloud too; what went wrong stays until the next word.

let telling = 0;
function tell(words, { wrong = false, beside = null } = {}) {
  clearTimeout(telling);
  told.textContent = words;
  told.classList.toggle("wrong", wrong);
  const box = beside && beside.getBoundingClientRect(); // what the page says in view already is read aloud alone
  told.classList.toggle("aloud", Boolean(box && box.height && box.top >= 0 && box.bottom <= innerHeight));
  if (!wrong) telling = setTimeout(() => { told.textContent = ""; }, 2000 + 50 * words.length);
}

// Places in the text

let nodes = null; // every text node with the code point at which it begins

function textNodes() {
  if (nodes) return nodes;
  nodes = [];
  let start = 0;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = [...node.data].length;
    nodes.push({ node, start, end: start + length });
    start += length;
  }
  return nodes;
}

function units(data, points) { // how many UTF-16 units the first code points take
  let place = 0;
  for (let passed = 0; passed < points && place < data.length; passed++) place += data.codePointAt(place) > 0xffff ? 2 : 1;
  return place;
}

function boundary(point, atEnd) {
  const known = textNodes();
  const found = known.find((each) => (atEnd ? point <= each.end && point > each.start : point >= each.start && point < each.end));
  return found ? [found.node, units(found.node.data, point - found.start)] : null;
}

function rangeOf(start, end) {
  const first = boundary(start, false), last = boundary(end, true);
  if (!first || !last || end <= start) return null;
  const range = document.createRange();
  range.setStart(...first);
  range.setEnd(...last);
  return range;
}

function pointOf(node, offset) { // the code point of a place in the document
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, offset);
  return [...before.toString()].length;
}

function spansIn(written) {
  return written.split(" ").map((span) => span.split("-").map(Number)).filter(([start, end]) => end > start);
}

function paint(name, spans) {
  if (!window.CSS || !CSS.highlights) return null;
  const ranges = spans.map(([start, end]) => rangeOf(start, end)).filter(Boolean);
  CSS.highlights.set(name, new Highlight(...ranges));
  return ranges[0] || null;
}

function reveal(range) {
  if (!range) return;
  const box = range.getBoundingClientRect();
  const bottom = innerHeight * (innerWidth < 900 ? 0.5 : 0.85);
  if (box.top < 90 || box.bottom > bottom) scrollBy({ top: box.top - innerHeight * 0.25, behavior: "instant" });
}

// Going from one to the next

const things = () => all(text ? "[data-cards] .card" : "[data-row], [data-item]").filter((each) => each.offsetParent !== null || each.dataset.spans);
const shown = (each) => !text || !document.getElementById(`show-${each.className.match(/of-(\w+)/)[1]}`) || one(`#show-${each.className.match(/of-(\w+)/)[1]}`).checked;
let current = null;
let putAway = null; // the card that was closed last: from it one goes on

// The current card closed: nothing is chosen then, so that no key judges what is out of sight.
function putDown() {
  if (!text || !current) return;
  one("details", current).open = false;
  current.classList.remove("current");
  current.removeAttribute("aria-current");
  paint("current", []);
  putAway = current;
  current = null;
}

function choose(thing, { scroll = true, focus = true } = {}) {
  if (!thing) return;
  if (current) {
    current.classList.remove("current");
    current.removeAttribute("aria-current");
    if (text && one("details", current)) one("details", current).open = false;
  }
  current = thing;
  thing.classList.add("current");
  thing.setAttribute("aria-current", "true");
  if (text) {
    one("details", thing).open = true;
    const range = paint("current", spansIn(thing.dataset.spans));
    if (scroll) reveal(range);
    if (focus) one("summary", thing).focus({ preventScroll: true }); // so that Tab leads to what can be done with it
    const side = one("[data-cards]");
    side.scrollTop += thing.getBoundingClientRect().top - side.getBoundingClientRect().top - 8;
  } else {
    const link = thing.matches("[data-item]") ? thing : one("[data-open]", thing);
    const words = one(".context mark", thing), around = words && words.parentElement;
    if (around) around.scrollTop += Math.min(words.getBoundingClientRect().top - around.getBoundingClientRect().top - 40, 1e5);
    if (focus && link) link.focus({ preventScroll: true });
    thing.scrollIntoView({ block: "nearest" });
  }
}

function step(by) {
  const list = things().filter(shown);
  const at = list.indexOf(current || putAway);
  choose(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by))]);
}

// Links to places

function follow() {
  const found = /^#c=(\d+)-(\d+)$/.exec(location.hash);
  if (!text || !found) return;
  const span = [Number(found[1]), Number(found[2])];
  const card = one(`.card[data-fragment="${location.hash.slice(1)}"]`);
  if (card) choose(card, { scroll: false, focus: false });
  reveal(paint("linked", [span]));
}

function selected() {
  const selection = getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  return [pointOf(range.startContainer, range.startOffset), pointOf(range.endContainer, range.endOffset)];
}

function put(words) {
  if (!navigator.clipboard) return;
  navigator.clipboard.writeText(words).then(() => tell(told.dataset.copied), () => {});
}

function link() {
  const span = selected();
  const fragment = span ? `c=${span[0]}-${span[1]}` : current && current.dataset.fragment;
  const href = fragment ? `${location.pathname}#${fragment}` : current && one("[data-open]", current) && one("[data-open]", current).getAttribute("href");
  if (!href) return;
  if (fragment) { history.replaceState(null, "", href); follow(); }
  put(new URL(href, location.href).href);
}

function copy() {
  if (!text || !current) return;
  const words = spansIn(current.dataset.spans).map(([start, end]) => String(rangeOf(start, end))).join(" […] ");
  put(`${words} (${current.dataset.cite}, ${location.origin}${location.pathname}#${current.dataset.fragment})`);
}

// Keys

const help = one("#keys");
const actions = {
  j: () => step(1),
  k: () => step(-1),
  l: link,
  c: copy,
  "/": () => one("[data-search]").focus(),
  "?": () => help.showModal(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape" && event.target.blur) event.target.blur();
  if (event.target.closest("input, select, textarea")) return;
  const action = actions[event.key];
  if (action) { event.preventDefault(); action(); return; }
  if (event.repeat) return; // a key held down judges once
  const key = `[data-key~="${CSS.escape(event.key)}"]`;
  const button = (current && one(key, current)) || one(`${key}[data-always]`);
  if (!button) return;
  event.preventDefault();
  button.click();
  if (button.matches("summary")) { const first = one("textarea, input:not([type=hidden]), button", button.parentElement); if (first && button.parentElement.open) first.focus(); }
});

one("[data-keys]").addEventListener("click", () => help.showModal());
addEventListener("hashchange", follow);

if (text) {
  const side = one("[data-cards]");
  text.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-card]");
    if (!chip) return;
    event.preventDefault();
    choose(document.getElementById(`card-${chip.dataset.card}`), { scroll: innerWidth < 900, focus: false }); // a narrow window puts the card over the text
  });
  side.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (event.target.closest("[data-put-down]")) putDown();
    else if (event.target.closest("[data-copy]")) { choose(card, { scroll: false }); copy(); }
    else if (card && event.target.closest("summary")) {
      event.preventDefault();
      if (card === current) one("details", card).toggleAttribute("open"); else choose(card);
    }
    else if (event.target.closest("[data-link]")) { current = card; setTimeout(link); }
  });
  for (const toggle of all(".layers input")) {
    const kept = localStorage.getItem(toggle.id);
    if (kept) toggle.checked = kept === "1";
    toggle.addEventListener("change", () => localStorage.setItem(toggle.id, toggle.checked ? "1" : "0"));
  }
}

// Sending once: the second click of a double one would meet the next record, and a form that was sent is on its way.

document.addEventListener("click", (event) => {
  if (event.detail < 2 || !event.target.closest("form button") || event.target.closest(".order, dialog")) return;
  event.preventDefault();
  event.stopPropagation();
}, true);
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 4000); // a send that was stopped may be tried again
});
addEventListener("htmx:sendError", () => tell(told.dataset.unreached, { wrong: true }));
addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  tell(`${status} · ${responseText.length < 400 && !responseText.includes("<") ? responseText : told.dataset.unwritten}`, { wrong: true });
});

// Dropping files

const drop = one("[data-drop]");
if (drop) {
  const files = one("input[type=file]", drop);
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
}

// A part of the page that came anew

let sent = null; // what was said last in the review, and of which place in the queue
const recordOf = (item) => item && (one("[name=record]", item) || {}).value;

function goOn() { // at the same place of the queue; an undo puts its record on top
  const items = all("[data-item]");
  const isNew = sent && items[0] && recordOf(items[0]) !== sent.first && items.some((each) => recordOf(each) === sent.first);
  choose(items[sent && !isNew ? Math.min(sent.at, items.length - 1) : 0]);
  const again = sent && sent.field && "refused" in one("[data-queue]").dataset && recordOf(current) === sent.record;
  const box = again && all("form", current).find((form) => form.elements.field && form.elements.field.value === sent.field && one("input[name=after]", form));
  if (!box) return;
  box.closest("details").open = true; // what was typed and refused can be mended
  box.elements.after.value = sent.after;
  box.elements.after.focus();
}
addEventListener("htmx:beforeRequest", (event) => {
  const item = event.detail.elt.closest("[data-item]"), items = all("[data-item]"), { field, after } = event.detail.elt.elements || {};
  if (one("[data-queue]")) sent = { at: Math.max(0, items.indexOf(item)), first: recordOf(items[0]), record: recordOf(item), field: field && field.value, after: after && after.value };
});

function begin() {
  if (current && current.isConnected) return;
  current = null;
  if (one("[data-queue]")) goOn();
  else choose(document.activeElement.closest("[data-row]"), { focus: false }); // a line that was moved stays chosen
}
addEventListener("htmx:afterSwap", (event) => {
  const kept = one("[data-queue] .kept");
  if (kept) setTimeout(() => tell(kept.textContent, { beside: kept, wrong: "refused" in kept.closest("[data-queue]").dataset }));
  htmx.process(event.detail.target.isConnected ? event.detail.target : document.body); // at once, so that a quick key finds its button ready
  if (!text) begin(); // on the pane, the chosen card stays
});
for (const form of all(".filters")) form.addEventListener("change", (event) => { if (event.target.matches("select, [type=checkbox]")) form.requestSubmit(); });
begin();
if (text) {
  if (location.pathname === "/review") history.replaceState(null, "", text.dataset.here); // a judgement that was refused: the page is the article's
  const judged = new URLSearchParams(location.search).has("line");
  follow();
  addEventListener("load", () => setTimeout(() => { // the browser itself goes to the label in the text first
    if (judged && current) one("summary", current).focus({ preventScroll: true });
  }));
  const kept = one(".kept");
  if (kept.textContent) setTimeout(() => tell(kept.textContent, { beside: kept })); // after the page, so that it is read aloud
}
