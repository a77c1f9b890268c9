// Selecting words to say what they are: a missed record, a part of one, other words of one that stands. Without scripts the form takes typed words.
// `desk.js` comes before: places in the text are its code points.
"use strict";

const adding = one("[data-adding]");
const bar = one("[data-selection]");
const known = JSON.parse(adding.dataset.known);
const setting = one("[data-setting]");
let taken = null; // the words selected last, [start, end]
let caret = false; // whether arrows move in the text

const wordsAt = ([start, end]) => String(rangeOf(start, end) || "");
const openForm = () => one("details[open] form", adding);

// The selected words

function trimmed([start, end]) { // without the spaces that a double click takes along
  const words = [...wordsAt([start, end])];
  let first = 0, last = words.length;
  while (first < last && /\s/.test(words[first])) first++;
  while (last > first && /\s/.test(words[last - 1])) last--;
  return first < last ? [start + first, start + last] : null;
}

function look() {
  const span = selected();
  const inside = span && trimmed(span);
  if (inside) { taken = inside; offer(); }
  else if (!document.activeElement.closest("[data-adding], [data-selection]")) dismiss();
  if (caret) paint("caret", span ? [[span[1], span[1] + 1]] : []);
}

function groups() {
  const form = openForm();
  const record = current && current.className.match(/of-(quotations|events)/);
  return [form ? `form-${form.dataset.layer}` : "new", ...(record && !form ? [`set-${record[1]}`] : [])];
}

function offer() {
  const wanted = groups();
  let number = 0;
  for (const group of all("[data-group]", bar)) {
    group.hidden = !wanted.includes(group.dataset.group);
    if (one("[data-of]", group) && current) one("[data-of]", group).textContent = one(".chip", current).textContent;
    for (const button of all("button", group)) {
      number += group.hidden ? 0 : 1;
      for (const key of all("kbd", button)) key.remove();
      delete button.dataset.key;
      if (group.hidden || number > 9) continue;
      button.dataset.key = String(number);
      button.dataset.always = "";
      button.append(" ", Object.assign(document.createElement("kbd"), { textContent: String(number) }));
    }
  }
  const words = wordsAt(taken);
  one("[data-chosen]", bar).textContent = words.length > 90 ? `${words.slice(0, 60)} … ${words.slice(-25)}` : words;
  bar.hidden = false;
  stand();
}

function stand() { // under the words, or over them where there is no room
  if (innerWidth < 900) return;
  const range = rangeOf(...taken);
  if (!range) return;
  const boxes = range.getClientRects(), last = boxes[boxes.length - 1] || range.getBoundingClientRect();
  const below = last.bottom + 8 + bar.offsetHeight < innerHeight;
  bar.style.left = `${Math.max(8, Math.min(last.left, innerWidth - bar.offsetWidth - 8))}px`;
  bar.style.top = `${Math.max(8, below ? last.bottom + 8 : range.getBoundingClientRect().top - bar.offsetHeight - 8)}px`;
}

function dismiss() {
  bar.hidden = true;
  taken = null;
  for (const button of all("button", bar)) delete button.dataset.key;
}

// The form

const spansOf = (form, name) => spansIn(form.elements[`${name}_at`].value || "");

function fill(form, name, spans) {
  const box = form.elements[name].closest(".of-words");
  for (const choices of all("[data-choices]", box)) choices.remove();
  const place = one("input[type=hidden]", box);
  place.disabled = false;
  place.value = spans.map((span) => span.join("-")).join(" ");
  form.elements[name].value = spans.map(wordsAt).join(" […] ");
  show();
}

function together(spans, span) { // in the order of the text; what overlaps the new words gives way to them
  return [...spans.filter(([start, end]) => end <= span[0] || start >= span[1]), span].sort((one, other) => one[0] - other[0]);
}

function show() { // which words of the text the open form has
  const form = openForm();
  paint("given", form ? all(".of-words input[type=hidden]", form).flatMap((place) => spansIn(place.value)) : []);
}

function named(kind, [start, end]) { // the names that the article's own reading gives to these words
  return [...new Set(known[kind].filter(([from, to]) => from < end && to > start).map((each) => each[2]))];
}

function call(form, field, kind, { more = false, words = false } = {}) {
  const names = named(kind, taken), box = form.elements[field];
  const found = names.length ? names : words ? [wordsAt(taken)] : [];
  if (!found.length || (box.value && !more)) return;
  box.value = [...new Set([...box.value.split(";").map((each) => each.trim()).filter(Boolean), ...found])].join("; ");
}

const ALSO = { // what else a stretch of words tells
  source: (form) => call(form, "speakers", "actors"),
  actor_spans: (form) => call(form, "actors", "actors", { more: true, words: true }),
  recipient_spans: (form) => call(form, "recipients", "actors", { more: true, words: true }),
  place_span: (form) => call(form, "place", "places", { words: true }),
  date_span: (form) => call(form, "date", "times"),
};

function take(field, more) {
  const form = openForm();
  if (!form || !taken) return;
  if (field === "speakers") call(form, "speakers", "actors", { more: true, words: true });
  else {
    fill(form, field, more ? together(spansOf(form, field), taken) : [taken]);
    if (ALSO[field]) ALSO[field](form);
  }
  told.textContent = `${form.elements[field].value}`.slice(0, 80);
  setTimeout(() => { told.textContent = ""; }, 1500);
  getSelection().removeAllRanges();
  dismiss();
}

function begun(layer, spans) { // a new record of these words; its form opens
  const details = one(`#adding-${layer}`);
  details.open = true;
  const form = one("form", details);
  if (spans) fill(form, layer === "events" ? "trigger" : "content", spans);
  one("[data-cards]").scrollTop = 0;
  details.scrollIntoView({ block: "nearest" });
  if (!spans) one("textarea", form).focus();
  bar.hidden = true;
}

function set(field, more) { // other words for the record that is chosen
  if (!current || !taken) return;
  const spans = more ? together(spansIn(current.dataset.spans), taken) : [taken];
  const fields = setting.elements;
  fields.record.value = current.dataset.record;
  fields.field.value = field;
  fields.after.value = field.endsWith("_span") ? spans[0].join("-") : spans.map((span) => span.join("-")).join("; ");
  const place = field === "content" || field === "trigger" ? `c=${spans[0][0]}-${spans[spans.length - 1][1]}` : current.dataset.fragment;
  fields.back.value = `${location.pathname}#${place}`;
  setting.requestSubmit();
}

// Choosing words by keyboard

const MOVES = {
  ArrowLeft: ["backward", "character"], ArrowRight: ["forward", "character"], ArrowUp: ["backward", "line"], ArrowDown: ["forward", "line"],
  Home: ["backward", "lineboundary"], End: ["forward", "lineboundary"],
};

function stand_at(spans) {
  caret = true;
  document.body.classList.add("choosing");
  if (document.activeElement !== document.body) document.activeElement.blur();
  const range = rangeOf(...spans);
  if (!range) return;
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  reveal(range);
  tell(bar.dataset.caret);
}

function enter(withWords) {
  const record = current && spansIn(current.dataset.spans)[0];
  const here = record || seen() || [0, 1];
  stand_at(here);
  if (!withWords) getSelection().collapseToStart();
  look();
}

function leave() {
  caret = false;
  document.body.classList.remove("choosing");
  paint("caret", []);
  getSelection().removeAllRanges();
  dismiss();
  tell(bar.dataset.caretOff);
}

function seen() { // where the first paragraph stands that is in view
  const mark = all(".complete", text).find((each) => each.getBoundingClientRect().bottom > 90);
  return mark ? mark.dataset.span.split("-").map(Number) : null;
}

function move(event) {
  const [direction, unit] = MOVES[event.key];
  const before = String(caretSpan());
  for (let tries = 0; tries < 3 && String(caretSpan()) === before; tries++) { // a mark without letters is no place to stop at
    getSelection().modify(event.shiftKey ? "extend" : "move", direction, (event.ctrlKey || event.altKey) && unit === "character" ? "word" : unit);
  }
  const span = selected() || caretSpan();
  paint("caret", span ? [[span[1], span[1] + 1]] : []);
  const range = span && rangeOf(span[1], span[1] + 1);
  reveal(range);
}

function caretSpan() {
  const { focusNode, focusOffset } = getSelection();
  if (!focusNode || !text.contains(focusNode)) return null;
  const point = pointOf(focusNode, focusOffset);
  return [point, point];
}

addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea, dialog")) return;
  if (event.key === "Escape") { if (caret) leave(); else if (taken) dismiss(); else putDown(); }
  if (caret && MOVES[event.key]) { event.preventDefault(); move(event); return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "v") { event.preventDefault(); if (caret) leave(); else enter(false); }
  if (event.key === "p") { event.preventDefault(); markComplete(); }
});

// A paragraph that is complete

function markComplete() { // that of the caret or the selected words, else of the chosen record, else the first in view
  const span = taken || (caret && caretSpan()) || (current && spansIn(current.dataset.spans)[0]) || seen();
  const marks = all(".complete", text).map((mark) => [mark, ...mark.dataset.span.split("-").map(Number)]);
  const found = span && marks.find(([, start, end]) => span[0] >= start && span[0] <= end);
  if (!found) return;
  reveal(rangeOf(found[1], found[2]));
  found[0].click();
}

document.addEventListener("htmx:afterSwap", (event) => {
  const mark = event.target.isConnected ? event.target : document.getElementById(event.target.id);
  if (mark && mark.matches(".complete")) tell(mark.dataset.done);
});

// Bringing it together

let waiting = 0;
document.addEventListener("selectionchange", () => { clearTimeout(waiting); waiting = setTimeout(look, 80); });
addEventListener("scroll", () => { if (!bar.hidden && taken) stand(); }, { passive: true });
bar.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
bar.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !taken) return;
  if (button.dataset.new) begun(button.dataset.new, [taken]);
  else if (button.dataset.take) take(button.dataset.take, "more" in button.dataset);
  else if (button.dataset.set) set(button.dataset.set, "more" in button.dataset);
});
for (const details of all("details", adding)) {
  one("summary", details).addEventListener("click", (event) => {
    if (details.open) return;
    event.preventDefault();
    begun(one("form", details).dataset.layer, taken ? [taken] : null);
  });
  details.addEventListener("toggle", () => { show(); if (!bar.hidden) offer(); });
}
adding.addEventListener("input", (event) => {
  const box = event.target.closest(".of-words");
  if (box && event.target.matches("textarea")) { one("input[type=hidden]", box).value = ""; show(); }
  if (event.target.matches("[list=known-actors]")) suggest(event.target);
});
for (const button of all("[data-close]", adding)) {
  button.hidden = false;
  button.addEventListener("click", () => { const form = button.form; form.reset(); for (const place of all("input[type=hidden][name$=_at]", form)) place.value = ""; button.closest("details").open = false; show(); });
}
for (const button of all("[data-words]")) {
  button.hidden = false;
  button.addEventListener("click", () => { choose(button.closest(".card"), { scroll: false, focus: false }); enter(true); });
}

const names = all("#known-actors option").map((option) => option.value);
function suggest(box) { // each name of several parted by a semicolon gets its suggestions
  const before = box.value.slice(0, box.value.lastIndexOf(";") + 1);
  all("#known-actors option").forEach((option, number) => { option.value = before ? `${before} ${names[number]}` : names[number]; });
}

if (new URLSearchParams(location.search).has("line")) history.replaceState(null, "", location.pathname + location.hash);
show();
