// The page of a list. What somebody has put aside is known here alone: the server is asked for the cards of these names, as
// by a link that is handed on. Order, what is taken out and the note are changed here, and nobody is told.
import { LIST, add, keep, keepNote, names, note, say } from "./list.js";

const frame = document.querySelector(".my-list");
const isOwn = "own" in frame.dataset;
let isThere = false; // before, an empty page would look like a list that was changed elsewhere
const part = name => frame.querySelector(`[data-${name}]`);
const items = () => [...frame.querySelectorAll("[data-texts] > ol > li")];
const nameOf = item => item.querySelector("[data-aside]").dataset.aside;
const titleOf = item => item.querySelector(":scope > a").textContent.trim();
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const addressed = (address, all, parameter = "id") => {
  const url = new URL(address, location.href);
  url.searchParams.delete(parameter);
  for (const name of all) url.searchParams.append(parameter, name);
  return url.href;
};

// -- changes of one's own list ---------------------------------------------------------------------------------------------

const settle = () => {
  const all = items(), inOrder = all.map(nameOf);
  keep(inOrder);
  for (const link of frame.querySelectorAll("a[data-ids]")) link.href = addressed(link.href, inOrder, link.dataset.ids || "id");
  all.forEach((item, number) => {
    for (const button of item.querySelectorAll("[data-step]")) {
      const isOver = Number(button.dataset.step) < 0 ? number === 0 : number === all.length - 1;
      button.setAttribute("aria-disabled", String(isOver)); // not disabled: it would lose focus at the end of the way
    }
  });
  part("over").hidden = all.length <= Number(part("over").dataset.over);
  part("texts").hidden = !all.length;
  part("empty").hidden = Boolean(all.length);
};

const move = (item, step) => {
  const all = items(), to = all.indexOf(item) + step;
  if (to < 0 || to >= all.length) return;
  const top = item.getBoundingClientRect().top;
  if (step < 0) all[to].before(item);
  else all[to].after(item);
  settle();
  scrollBy(0, item.getBoundingClientRect().top - top); // the button stays under the finger
  item.querySelector(`[data-step="${step}"]`).focus({ preventScroll: true });
  say(filled(part("texts").dataset.moved, { title: titleOf(item), number: to + 1, count: all.length }));
};

const take = (gone, words, { andNote = false } = {}) => {
  const before = items(), written = note(), place = frame.querySelector("[data-texts] > ol"), undo = part("undo");
  for (const item of gone) item.remove();
  if (andNote) { keepNote(""); frame.querySelector(".note textarea").value = ""; }
  settle();
  undo.hidden = false;
  undo.querySelector("span").textContent = words;
  const button = undo.querySelector("button");
  button.onclick = () => {
    place.replaceChildren(...before);
    if (andNote) { keepNote(written); frame.querySelector(".note textarea").value = written; }
    settle();
    undo.hidden = true;
    (andNote ? part("clear") : gone[0].querySelector("[data-out]")).focus();
  };
  button.focus();
  say(words);
};

const own = () => {
  const known = items();
  for (const template of frame.querySelectorAll("template:not([data-row])")) template.replaceWith(template.content.cloneNode(true));
  for (const item of known) {
    const row = part("row").content.cloneNode(true);
    for (const title of row.querySelectorAll(".sr-only")) title.textContent = `: ${titleOf(item)}`;
    item.append(row);
    item.addEventListener("click", event => {
      const button = event.target.closest("[data-step], [data-out]");
      if (button?.dataset.step) move(item, Number(button.dataset.step));
      else if (button) take([item], filled(part("undo").dataset.taken, { title: titleOf(item) }));
    });
  }
  const paper = frame.querySelector(".note textarea");
  paper.value = note();
  paper.addEventListener("input", () => keepNote(paper.value));
  part("clear").addEventListener("click", () => take(items(), part("undo").dataset.emptied, { andNote: true }));
  settle(); // what is no longer there has been told, and is forgotten
  isThere = true;
};

const fetched = async () => {
  const list = names();
  if (!list.length) { part("empty").hidden = false; isThere = true; say(part("empty").textContent.trim()); return; }
  let answer;
  try {
    answer = await fetch(addressed(location.pathname, list), { cache: "no-store", credentials: "omit" });
    if (!answer.ok) throw new Error();
  } catch {
    part("failed").hidden = false;
    say(part("failed").textContent.trim());
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const told = page.querySelector(".my-list > .status[role=status]"), texts = page.querySelector("[data-texts]");
  if (told) part("texts").before(told);
  part("texts").replaceWith(texts);
  if (texts.querySelector("ol")) { own(); shared(); }
  else { keep([]); part("empty").hidden = false; isThere = true; say(part("empty").textContent.trim()); }
  anew(); // what was put aside in another tab while this was on its way
};

// -- a list that was handed on -----------------------------------------------------------------------------------------------

const shared = () => {
  const copy = part("copy"), status = frame.querySelector(".tools-status");
  copy?.addEventListener("click", async () => {
    const address = addressed(copy.dataset.copy, items().map(nameOf));
    status.textContent = "";
    copy.parentElement.querySelector("input")?.remove();
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = status.dataset.copied;
    } catch { // an old browser, or a page that did not come by https
      const field = Object.assign(document.createElement("input"), { readOnly: true, value: address, dir: "ltr", ariaLabel: copy.textContent });
      copy.after(field);
      field.select();
    }
  });
  const take = part("take")?.querySelector("button");
  take?.addEventListener("click", () => add(items().map(nameOf)));
};

// what was put aside in another tab, or before one came back here, must not be written over by the order that stands here
const anew = () => { if (isOwn && isThere && names().join() !== items().map(nameOf).join()) location.reload(); };
addEventListener("storage", event => { if (event.key === LIST || event.key === null) anew(); });
addEventListener("pageshow", event => { if (event.persisted) anew(); });

if (isOwn) fetched();
else shared();
