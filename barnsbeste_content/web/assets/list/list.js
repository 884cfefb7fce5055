// Texts put aside: their neutral names, in this browser alone. Buttons ([data-aside]) may come and go, as Streamlit draws
// anew; the bar says how many there are. Nothing here asks for anything.

export const LIST = "barnsbeste.list";
const NOTE = "barnsbeste.note", NAME = /^[a-z0-9-]{1,80}$/;
const mine = [...document.querySelectorAll("[data-mine]")]; // in the bar, and in the menu of a phone
const most = Number(mine[0]?.dataset.most);

const read = key => { try { return localStorage.getItem(key) ?? ""; } catch { return ""; } };
const write = (key, value) => {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
    return true;
  } catch { return false; } // storage may be closed or full: then nothing is remembered
};

export const names = () => {
  let kept = [];
  try { kept = JSON.parse(read(LIST) || "[]"); } catch { /* somebody else has written there */ }
  const good = Array.isArray(kept) ? kept.filter(name => typeof name === "string" && NAME.test(name)) : [];
  return [...new Set(good)].slice(0, most);
};
export const keep = list => {
  write(LIST, list.length ? JSON.stringify(list.slice(0, most)) : "");
  show();
};
export const note = () => read(NOTE);
export const keepNote = words => write(NOTE, words.trim() ? words : "");

let saying = 0;
export const say = words => { // said anew even where it was said before
  const place = document.getElementById("announce");
  place.textContent = "";
  clearTimeout(saying);
  saying = setTimeout(() => { place.textContent = words; }, 50);
};

// Puts in those that are not there; says so where there is no room for all.
export const add = more => {
  const all = [...new Set([...names(), ...more])];
  keep(all);
  if (all.length > most) say(mine[0].dataset.full);
};

const show = () => {
  const kept = new Set(names());
  for (const button of document.querySelectorAll("[data-aside]")) {
    const pressed = String(kept.has(button.dataset.aside));
    if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
  }
  for (const link of mine) link.hidden = !kept.size;
  for (const count of document.querySelectorAll(".bar [data-count]")) {
    count.textContent = kept.size;
    count.hidden = !kept.size;
  }
};

addEventListener("click", event => {
  const button = event.target.closest?.("[data-aside]");
  if (!button) return;
  const { aside } = button.dataset, before = names();
  if (before.includes(aside)) keep(before.filter(name => name !== aside));
  else add([aside]);
});
addEventListener("storage", event => { if (event.key === LIST || event.key === null) show(); }); // another tab
addEventListener("pageshow", event => { if (event.persisted) show(); });

let drawing = 0;
const root = document.getElementById("root");
if (root) new MutationObserver(() => { cancelAnimationFrame(drawing); drawing = requestAnimationFrame(show); })
  .observe(root, { childList: true, subtree: true });

const TRIAL = "barnsbeste.trial";
if (mine.length && write(TRIAL, "1") && write(TRIAL, "")) document.documentElement.classList.add("keeps");
show();
