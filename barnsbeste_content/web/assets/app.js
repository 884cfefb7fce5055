// Runs before Streamlit's bundle and survives its reruns: leaving the page, moving between pages without loading anew,
// focus and announcement after a page change, English labels of Streamlit in the reader's language.
(() => {
  "use strict";
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const root = document.documentElement;
  root.classList.add("scripted");

  // -- leaving the page ------------------------------------------------------------------------------------------
  // Whoever left and comes back by the Back button is led out again. The mark says only that somebody left; it goes with
  // the tab, and with the next visit that is not by Back.
  const LEFT = "left";
  const leave = () => {
    root.classList.add("left"); // all white at once, also what lies above everything, as dialogs do
    document.title = "";
    try { sessionStorage.setItem(LEFT, "1"); } catch { /* storage may be closed: then Back is not caught */ }
    location.replace(settings.exit);
  };
  const cameBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  try {
    if (sessionStorage.getItem(LEFT)) cameBack ? leave() : sessionStorage.removeItem(LEFT);
  } catch { /* as above */ }
  addEventListener("pageshow", event => {
    try { if (event.persisted && sessionStorage.getItem(LEFT)) leave(); } catch { /* as above */ }
  });
  let presses = [];
  addEventListener("keydown", event => {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat) return;
    const now = Date.now();
    presses = presses.filter(time => now - time < 5000);
    presses.push(now);
    if (presses.length >= 3) leave();
  }, true);
  addEventListener("click", event => {
    if (!event.target.closest?.("[data-leave]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave();
  }, true);
  // a dialog keeps everything else out of reach: it gets a way out of its own
  const exit = document.getElementById("exit");
  new MutationObserver(() => {
    for (const dialog of document.querySelectorAll('dialog[open], [role="dialog"]')) {
      if (dialog.querySelector("[data-leave]")) continue;
      const twin = exit.cloneNode(true);
      twin.removeAttribute("id");
      dialog.append(twin);
    }
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["open"] });

  // -- bare keys: Streamlit binds "r" and "c" on the whole document (WCAG 2.1.4) -----------------------------------
  const typing = "input,textarea,select,[contenteditable],[role=combobox],[role=listbox]";
  for (const kind of ["keydown", "keyup", "keypress"]) addEventListener(kind, event => {
    const bare = !event.ctrlKey && !event.metaKey && !event.altKey && /^[rc]$/i.test(event.key);
    if (bare && !event.composedPath()[0].closest?.(typing)) event.stopImmediatePropagation();
  }, true);

  // -- moving between pages: the front end takes a change of history for a change of page ---------------------------
  const language = root.lang;
  const pageOf = url => {
    if (url.origin !== location.origin || !url.pathname.startsWith(`${settings.base}/`)) return null;
    const [first, ...rest] = url.pathname.slice(settings.base.length + 1).split("/");
    const page = rest.join("/");
    return first === language && settings.pages.includes(page) ? page : null;
  };
  const bundle = document.getElementById("root"); // not there on pages that need no JavaScript
  const first = document.getElementById("first"); // what is read until the dashboard has arrived
  const ready = () => bundle && !first.isConnected;
  const drops = [...document.querySelectorAll(".drop")]; // what opens from the bar
  const go = url => {
    history.pushState({}, "", url);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    for (const drop of drops) drop.open = false;
  };
  addEventListener("click", event => {
    const link = event.composedPath().find(node => node.tagName === "A" && node.href);
    if (!link) {
      for (const drop of drops) if (drop.open && !event.composedPath().includes(drop)) drop.open = false;
      return;
    }
    if (link.closest(".picker") && link.hreflang) elsewhere(link);
    if (link.hreflang && pageOf(new URL(link.href)) === null && link.origin === location.origin) {
      // the one thing remembered of a reader: the language, and only after it was chosen
      document.cookie = `lang=${link.hreflang}; path=${settings.base}/; max-age=31536000; samesite=lax`;
    }
    if (link.matches(".skip")) {
      event.preventDefault();
      heading()?.focus();
      return;
    }
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.hasAttribute("download") || !ready()) return;
    const url = new URL(link.href);
    if (url.hash && url.pathname + url.search === location.pathname + location.search) return; // a place on this page
    if (pageOf(url) === null) return;
    event.preventDefault();
    go(url);
  }, true);
  addEventListener("submit", event => {
    const form = event.target;
    const url = new URL(form.action);
    if (form.method !== "get" || pageOf(url) === null || !ready()) return;
    event.preventDefault();
    for (const [name, value] of new FormData(form)) if (value.trim()) url.searchParams.append(name, value.trim());
    go(url);
  }, true);
  addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const drop of drops.filter(each => each.open)) { drop.open = false; drop.querySelector("summary").focus(); }
  });
  for (const drop of drops) drop.addEventListener("focusout", event => {
    if (event.relatedTarget && !drop.contains(event.relatedTarget)) drop.open = false;
  });

  // -- the same page in another language: as the address is now, and with the answers that no address has ---------------
  const CARRIED = "answers";
  const elsewhere = link => {
    const url = new URL(location.href);
    url.pathname = url.pathname.replace(`${settings.base}/${language}`, `${settings.base}/${link.hreflang}`);
    if (url.searchParams.get("med") === link.hreflang) url.searchParams.set("med", language);
    link.href = url.href;
    if (!bundle) return;
    const given = [...document.querySelectorAll('[data-asked], #root [class*="st-key-"]')].flatMap(group => {
      const name = group.dataset.asked ?? [...group.classList].find(each => each.startsWith("st-key-"));
      const numbers = [...group.querySelectorAll("button")].flatMap((answer, number) => answer.ariaPressed === "true" ? [number] : []);
      return numbers.length ? [[name, numbers]] : [];
    });
    try { // until the next page has taken them, which is at once
      if (given.length) sessionStorage.setItem(CARRIED, JSON.stringify(given));
    } catch { /* storage may be closed: then the questions are asked again */ }
  };
  const takeAlong = () => {
    let given = [];
    try {
      given = JSON.parse(sessionStorage.getItem(CARRIED) ?? "[]");
      sessionStorage.removeItem(CARRIED);
    } catch { /* as above */ }
    for (const [name, numbers] of given) {
      const buttons = first.querySelector(`.asked:not(.facet)[data-asked="${CSS.escape(name)}"]`)?.querySelectorAll("button") ?? [];
      for (const number of numbers) if (buttons[number]) buttons[number].ariaPressed = "true";
    }
  };

  // -- suggestions while typing: made in the browser from one file; what is typed is sent to nobody -----------------------
  addEventListener("focusin", event => {
    if (!settings.suggestions || !event.target.matches?.(".search:not(.filter) input[type=search], :is(.st-key-library-q,.st-key-practitioners-q) input")) return;
    import(settings.suggest).then(({ suggest }) => suggest(event.target, settings.suggestions));
  });
  for (const find of document.querySelectorAll(".find")) find.addEventListener("toggle", () => { if (find.open) find.querySelector("input").focus(); });

  // -- lists that one searches in: nothing is sent, and nothing stands in the address ------------------------------------
  const plain = text => text.toLowerCase().normalize("NFKD").replace(/\p{M}|\u200c/gu, "")
    .replace(/[ىی]/g, "ي").replace(/ک/g, "ك").replace(/ە/g, "ه").replace(/ø/g, "o").replace(/æ/g, "ae").replace(/[łŁ]/g, "l").replace(/đ/g, "d").replace(/ı/g, "i");
  const filter = box => {
    const list = document.getElementById(box.dataset.filter);
    const wanted = plain(box.value).split(/\s+/).filter(Boolean);
    const items = [...list.querySelectorAll("li[id], details.qa")];
    let count = 0;
    for (const item of items) {
      const words = plain(`${item.textContent} ${item.dataset.words ?? ""}`);
      item.hidden = !wanted.every(word => words.includes(word));
      if (!item.hidden) count += 1;
    }
    for (const group of list.querySelectorAll(":scope > section")) group.hidden = !group.querySelector("li[id]:not([hidden]), details.qa:not([hidden])");
    const said = document.querySelector(`[data-of="${box.dataset.filter}"]`);
    said.textContent = !wanted.length ? "" : count
      ? box.dataset.said.replace("{count}", count).replace("{total}", items.length)
      : box.dataset.none;
  };
  addEventListener("input", event => { if (event.target.matches?.("[data-filter]")) filter(event.target); });

  // -- paper ---------------------------------------------------------------------------------------------------------
  addEventListener("click", event => { if (event.target.closest?.("[data-print]")) print(); });

  // -- who is around me: names are drawn on rings as they are written, and go nowhere else ------------------------------
  const rings = document.querySelector("[data-rings]");
  if (rings) {
    const SVG = "http://www.w3.org/2000/svg";
    const parts = [...document.querySelectorAll(".sheet [data-ring]")].filter(part => part.querySelectorAll(".fields").length > 1);
    const node = (tag, attributes) => {
      const made = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      return made;
    };
    const draw = () => {
      const step = 88, middle = 46 + step * parts.length;
      const drawing = node("svg", { viewBox: `0 0 ${2 * middle} ${2 * middle}` });
      parts.map((_, ring) => ring).reverse().forEach(ring =>
        drawing.append(node("circle", { cx: middle, cy: middle, r: 42 + step * (ring + 1), class: `ring ring-${ring + 1}` })));
      drawing.append(node("circle", { cx: middle, cy: middle, r: 42, class: "me" }));
      parts.forEach((part, ring) => {
        const names = [...part.querySelectorAll(".fields")].map(row => row.querySelector("input").value.trim()).filter(Boolean);
        names.forEach((name, number) => {
          const angle = 2 * Math.PI * (number / names.length) - Math.PI / 2 + ring * 0.6, away = 42 + step * (ring + 0.5);
          const x = middle + away * Math.cos(angle), y = middle + away * Math.sin(angle);
          drawing.append(node("circle", { cx: x, cy: y, r: 10, class: "person" }));
          const label = node("text", { x, y: y + 27, "text-anchor": "middle" });
          label.textContent = name.length > 14 ? `${name.slice(0, 13)}…` : name;
          drawing.append(label);
        });
      });
      rings.replaceChildren(drawing);
    };
    addEventListener("input", event => { if (event.target.closest?.("[data-ring]")) draw(); });
    addEventListener("reset", () => setTimeout(draw));
    draw();
  }
  addEventListener("submit", event => { if (event.target.matches(".sheet")) event.preventDefault(); }, true);

  // -- facets stand below each other: Up and Down move between them, as Left and Right do -------------------------------
  addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const button = event.target.closest?.(".st-key-facets [role=toolbar] button");
    if (!step || !button) return;
    event.preventDefault();
    const all = [...button.parentElement.querySelectorAll("button")];
    all[all.indexOf(button) + step]?.focus();
  }, true);

  // -- after a change of page: mark it in the menu, focus its heading, say its title ---------------------------------
  const heading = () => document.querySelector('main h1');
  let address = location.pathname + location.search;
  const mark = () => {
    for (const link of document.querySelectorAll(".bar nav a:not([hreflang])")) {
      if (new URL(link.href).pathname.replace(/\/$/, "") === location.pathname.replace(/\/$/, "")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  const arrived = (before, path) => {
    let tries = 0;
    const look = () => {
      const now = heading();
      if (location.pathname + location.search !== path) return;
      if (now && (now !== before || tries > 30)) {
        scrollTo(0, 0);
        document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
        now.focus({ preventScroll: true });
        document.getElementById("announce").textContent = document.title;
      } else if (tries++ < 100) setTimeout(look, 50);
    };
    look();
  };
  const moved = () => {
    const next = location.pathname + location.search;
    if (next === address) return;
    const sameList = next.split("?")[0] === address.split("?")[0] && !location.pathname.endsWith("/ressurs");
    address = next;
    mark();
    if (!sameList) arrived(heading(), next);
  };
  addEventListener("popstate", () => setTimeout(moved, 0));
  setInterval(moved, 300);

  // -- on a phone the answers lie below the questions: a button says how many there are, and leads down to them -----------
  const jump = document.getElementById("jump");
  const answers = () => document.querySelector(".found, .sum b, .empty h2");
  const show = () => {
    const found = innerWidth <= 832 ? answers() : null;
    jump.hidden = !found || found.getBoundingClientRect().top < innerHeight - 60;
    if (found && !jump.hidden && jump.textContent !== found.textContent) jump.textContent = found.textContent;
  };
  jump.addEventListener("click", () => answers()?.scrollIntoView({ block: "start" }));
  addEventListener("scroll", show, { capture: true, passive: true });
  addEventListener("resize", show);
  setInterval(show, 400);

  // the code on leaflets is fetched when there is nothing else to do: on paper it is too late to ask for it
  const codes = () => document.querySelectorAll(".colophon img[loading=lazy]").forEach(code => { code.loading = "eager"; });
  addEventListener("load", () => setTimeout(codes, 1500));
  addEventListener("beforeprint", codes);
  addEventListener("beforeprint", () => document.querySelectorAll("article details").forEach(part => { part.open = true; }));

  // -- the dashboard takes the place of what was read until now: same place, same focus, same answers -----------------
  const main = () => document.querySelector('[data-testid="stMain"]');
  const isDrawn = () => bundle.querySelector('[data-testid="stMain"] .foot') &&
    !bundle.querySelector('[data-testid="stApp"][data-test-script-state="running"], [data-testid="stSkeleton"]');
  const answersOf = group => [...group.querySelectorAll("button, input")];
  const pillsOf = group => [...bundle.querySelectorAll(`.${group.dataset.asked} [role=toolbar] button, .${group.dataset.asked} [role=radiogroup] button`)];
  const isGiven = answer => answer.type === "checkbox" ? answer.checked !== answer.defaultChecked : answer.ariaPressed === "true";
  const twin = node => {
    const group = node.closest("[data-asked]");
    if (group) return pillsOf(group)[answersOf(group).indexOf(node)];
    return [...main().querySelectorAll(node.tagName)].find(other => other.textContent.trim() === node.textContent.trim());
  };
  const takePlace = () => {
    const given = [...first.querySelectorAll("[data-asked]")].flatMap(group => {
      const pills = pillsOf(group);
      return answersOf(group).flatMap((answer, number) => (isGiven(answer) ? [pills[number]] : []));
    });
    if (given.includes(undefined)) { document.getElementById("choose").requestSubmit(); return; } // not drawn yet: ask anew
    const focused = first.contains(document.activeElement) ? document.activeElement : null;
    const next = focused && focused !== first ? twin(focused) ?? main().querySelector("h1") : null;
    const scrolled = scrollY;
    bundle.classList.remove("coming");
    first.remove();
    document.querySelector('.skip[href="#first"]').hash = "stMain";
    main().scrollTop = scrolled;
    next?.focus({ preventScroll: true });
    for (const pill of given) pill.click();
    performance.mark("usable");
  };
  const isTyping = () => first.contains(document.activeElement) && document.activeElement.type === "search" && document.activeElement.value;
  if (bundle) {
    takeAlong();
    first.addEventListener("click", event => {
      const answer = event.target.closest(".asked button");
      if (answer) answer.ariaPressed = String(answer.ariaPressed !== "true");
    });
    const look = setInterval(() => {
      if (!isDrawn() || isTyping()) return;
      clearInterval(look);
      takePlace();
    }, 50);
  }

  // -- how many texts a choice would give: beside the pill, not in its label ------------------------------------------
  const count = () => {
    const counts = bundle.querySelector(".counts");
    if (!counts) return;
    for (const [name, numbers] of Object.entries(JSON.parse(counts.dataset.counts))) {
      bundle.querySelectorAll(`.${name} [role=toolbar] button`).forEach((pill, number) => {
        if (pill.dataset.count !== String(numbers[number])) pill.dataset.count = numbers[number];
      });
    }
  };
  let counting = 0;
  if (bundle) new MutationObserver(() => { cancelAnimationFrame(counting); counting = requestAnimationFrame(count); })
    .observe(bundle, { childList: true, subtree: true });

  // -- Streamlit's own labels are English ------------------------------------------------------------------------------
  const escape = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const exact = new Map(), patterns = [];
  for (const [from, to] of Object.entries(settings.labels)) {
    if (from.includes("{}")) patterns.push([new RegExp("^" + from.split("{}").map(escape).join("(.+)") + "$"), to]);
    else exact.set(from, to);
  }
  const translated = text => {
    const trimmed = (text || "").trim();
    if (exact.has(trimmed)) return exact.get(trimmed);
    for (const [pattern, to] of patterns) { const found = pattern.exec(trimmed); if (found) return to.replace("{}", found[1]); }
    return null;
  };
  const own = ".text,.cards,.texts,.doors,.counts";
  const fix = node => {
    if (node.nodeType !== 1 || node.closest(own)) return;
    for (const name of ["aria-label", "placeholder", "title"]) {
      const to = translated(node.getAttribute(name));
      if (to !== null && to !== node.getAttribute(name)) node.setAttribute(name, to);
    }
    for (const child of node.children) fix(child);
  };
  if (bundle && language !== "en") new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === "attributes") fix(change.target);
      else change.addedNodes.forEach(fix);
    }
  }).observe(bundle, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label", "placeholder", "title"] });
})();
