// Suggestions while typing: an editable combobox with a list (ARIA Authoring Practices 1.2, "list autocomplete with manual
// selection"). Everything that can be suggested comes in one file when a box is first used; nothing typed is sent.

const MOST = { text: 4, question: 3, term: 2, helpline: 2, words: 3 };
const SHOWN = 8;
const LEAST = 2; // letters typed before anything is suggested
const INFIX = 4; // letters from which the middle of a word counts: "hage" finds "barnehage"
const HIGHEST = 420; // pixels

const plain = text => text.toLowerCase().normalize("NFKD").replace(/[\p{M}\u200c\u00ad'’ʼ]/gu, "")
  .replace(/[ىیێې]/g, "ي").replace(/ک/g, "ك").replace(/[ەۀہھة]/g, "ه").replace(/[ۆ]/g, "و").replace(/ø/g, "o").replace(/æ/g, "ae")
  .replace(/ł/g, "l").replace(/đ/g, "d").replace(/ı/g, "i").replace(/ё/g, "е").replace(/ґ/g, "г");
const wordsOf = text => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

let asked = null;
const load = address => asked ??= fetch(address, { credentials: "same-origin" }).then(answer => answer.ok ? answer.json() : Promise.reject(answer.status)).then(data => ({
  ...data,
  all: Object.entries(data.kinds).flatMap(([kind, { label, items }], rank) => items.map(item => {
    const [words, name = "", language = ""] = [item].flat();
    return { kind, label, rank, words, name, language, known: wordsOf(words) };
  })),
})).catch(() => { asked = null; return null; });

// how well words fit what was typed: 0 is best, null where a word typed is not there
const fit = (typed, known) => {
  let cost = 0;
  for (const word of typed) {
    let here = known.findIndex(each => each.startsWith(word));
    if (here < 0 && word.length >= INFIX) { here = known.findIndex(each => each.includes(word)); cost += 4; }
    if (here < 0) return null;
    cost += Math.min(here, 5) / 5;
  }
  return cost + (known[0]?.startsWith(typed[0]) ? 0 : 1);
};
const chosen = (data, text) => {
  const typed = wordsOf(text);
  if (typed.join("").length < LEAST) return [];
  const left = { ...MOST };
  const found = data.all.flatMap(item => {
    const cost = fit(typed, item.known);
    return cost === null ? [] : [{ item, cost: cost + (item.language ? 2 : 0) + item.rank / 10 }];
  }).sort((one, other) => one.cost - other.cost);
  return found.filter(({ item }) => left[item.kind]-- > 0).slice(0, SHOWN).map(({ item }) => item);
};

const made = (tag, values = {}, attributes = {}) => {
  const element = Object.assign(document.createElement(tag), values);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
// each word that begins as one typed, in bold
const bold = (text, typed) => text.split(/([\p{L}\p{M}\p{N}'’ʼ\u200c]+)/u).map((part, number) =>
  number % 2 && typed.some(word => plain(part).startsWith(word)) ? made("b", { textContent: part }) : part);

let number = 0;
const boxes = new WeakSet();

export const suggest = (box, address) => {
  if (boxes.has(box)) return;
  boxes.add(box);
  const id = `suggestions-${++number}`;
  const list = made("ul", { id, className: "suggestions", hidden: true }, { role: "listbox" });
  const isInBar = box.closest(".bar");
  const place = box.closest("form") ?? box.closest("[data-testid=stTextInputRootElement]") ?? box;
  let items = [], at = -1, saying = 0, isDone = false, shownFor = "";
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off", autocapitalize: "none", spellcheck: "false" }))
    box.setAttribute(name, value);
  // in the bar it stands below the form, within what opens there; elsewhere above the page, below the bar and its way out
  isInBar ? place.after(list) : document.body.append(list);

  const stop = new AbortController();
  const put = () => {
    if (!box.isConnected) { list.remove(); stop.abort(); return; } // Streamlit has made another box
    if (isInBar || list.hidden) return;
    const { left, width, bottom } = place.getBoundingClientRect();
    const bar = document.getElementById("bar").getBoundingClientRect().bottom;
    if (bottom < bar) return close();
    const high = Math.min(HIGHEST, (visualViewport?.height ?? innerHeight) - bottom - 12);
    list.style.cssText = `left:${left}px;width:${width}px;top:${bottom + 6}px;max-height:${Math.max(high, 120)}px`;
  };
  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    clearTimeout(saying);
  };
  const mark = next => {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = next;
    const option = list.children[at];
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  };
  const say = (data, count) => {
    clearTimeout(saying);
    saying = setTimeout(() => { document.getElementById("announce").textContent = data.said.replace("{count}", count); }, 700);
  };
  const open = async () => {
    const data = await load(address);
    if (!data || !box.isConnected || document.activeElement !== box) return;
    list.setAttribute("aria-label", data.label);
    items = chosen(data, box.value);
    shownFor = box.value;
    if (!items.length || isDone) return close();
    const typed = wordsOf(box.value);
    list.replaceChildren(...items.map((item, place) => {
      const option = made("li", { id: `${id}-${place}` }, { role: "option", "aria-selected": "false" });
      const words = made("span", { className: "words" }, item.language ? { lang: item.language, dir: "auto" } : {});
      words.append(...bold(item.words, typed));
      option.append(words, made("span", { className: "kind", textContent: item.language ? data.in[item.language] ?? item.label : item.label }));
      option.addEventListener("click", () => take(item));
      return option;
    }));
    at = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    put();
    say(data, items.length);
  };
  const go = href => { // as any link of ours: within the dashboard without loading it anew
    const link = made("a", { href, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
  };
  const take = async item => {
    const data = await load(address);
    close();
    isDone = true;
    const form = box.form;
    if (item.kind === "text") return go(data.text + encodeURIComponent(item.name));
    if (form) {
      box.value = item.words;
      return form.requestSubmit();
    }
    // Streamlit's box: it is told as if the words had been typed, and writes them to the address beside the other choices
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, item.words);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    isDone = true;
    setTimeout(() => box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, bubbles: true })), 50);
  };

  box.addEventListener("input", () => { isDone = false; open(); });
  box.addEventListener("focus", () => { load(address); });
  box.addEventListener("blur", close);
  list.addEventListener("pointerdown", event => event.preventDefault()); // the box keeps the focus
  box.addEventListener("keydown", event => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const count = items.length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey) {
      if (list.hidden) { if (event.key === "ArrowDown" && box.value) { isDone = false; open(); } return; }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(at < 0 ? (step > 0 ? 0 : count - 1) : at + step >= count ? -1 : at + step); // past either end: back in the box
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation(); // what the box stands in stays open
      close();
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      event.stopPropagation();
      take(items[at]);
    } else if (event.key === "Enter" || event.key === "Tab") {
      isDone = true;
      close();
    }
  }, true);
  addEventListener("scroll", put, { capture: true, passive: true, signal: stop.signal });
  addEventListener("resize", put, { signal: stop.signal });
  if (box.value && box.value !== shownFor) open(); // typed while this was on its way
};
