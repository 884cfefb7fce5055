// The pages whose choices stand in their address: facets as a sheet over the page on narrow screens, small menus that
// close, and focus that is where it was when a list has been drawn again.
(() => {
  "use strict";
  const root = document.documentElement;
  const narrow = matchMedia("(max-width:52rem)");

  // -- the sheet ---------------------------------------------------------------------------------------------------
  // the document that is read first has its own facets: when the dashboard takes its place, so does its sheet
  const facets = () => document.querySelector("#first .sheet-here") ??
    document.querySelector("#root .st-key-facets")?.closest('[data-testid="stColumn"]');
  const opener = () => document.querySelector("#first [data-sheet]") ?? document.querySelector("#root [data-sheet]");
  const isOpen = () => root.classList.contains("sheet-open");
  const release = () => document.querySelectorAll("[data-held]").forEach(each => { each.inert = false; each.removeAttribute("data-held"); });
  const hold = sheet => { // all but the sheet and the bar, where the way out is
    for (let node = sheet; node.parentElement && node.id !== "root" && node.id !== "first"; node = node.parentElement) {
      for (const other of node.parentElement.children) {
        if (other !== node && !other.inert && !["STYLE", "SCRIPT"].includes(other.tagName)) { other.inert = true; other.dataset.held = ""; }
      }
    }
  };
  const apply = () => {
    const sheet = facets();
    if (!sheet) { close(); return; }
    if (sheet.getAttribute("role") !== "dialog") {
      release();
      sheet.setAttribute("role", "dialog");
      sheet.setAttribute("aria-label", opener()?.dataset.sheet ?? "");
      sheet.tabIndex = -1;
      sheet.focus({ preventScroll: true });
    }
    hold(sheet);
    if (document.activeElement === document.body) sheet.focus({ preventScroll: true });
    if (opener()?.ariaExpanded !== "true") opener()?.setAttribute("aria-expanded", "true");
  };
  const watch = new MutationObserver(() => apply());
  const open = () => {
    root.classList.add("sheet-open");
    apply();
    watch.observe(document.body, { childList: true, subtree: true });
  };
  const close = () => {
    watch.disconnect();
    root.classList.remove("sheet-open");
    release();
    const sheet = facets();
    for (const name of ["role", "aria-label", "tabindex"]) sheet?.removeAttribute(name);
    opener()?.setAttribute("aria-expanded", "false");
    opener()?.focus();
  };
  addEventListener("click", event => {
    if (event.target.closest?.("[data-sheet]")) open();
    else if (event.target.closest?.("[data-close-sheet]")) close();
  });
  narrow.addEventListener("change", () => { if (isOpen() && !narrow.matches) close(); });

  // -- small menus ---------------------------------------------------------------------------------------------------
  const menus = () => document.querySelectorAll("details.drops[open]");
  addEventListener("click", event => { for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false; });
  addEventListener("focusout", event => {
    const menu = event.target.closest?.("details.drops[open]");
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    const open = [...menus()];
    for (const menu of open) { menu.open = false; menu.querySelector("summary").focus(); }
    if (!open.length && isOpen()) close();
  });

  // -- what is drawn again has the focus that it had -------------------------------------------------------------------
  let kept = 0;
  const keep = pressed => {
    clearInterval(kept);
    const key = pressed.dataset.keep;
    let tries = 0;
    kept = setInterval(() => {
      if (tries++ > 60) clearInterval(kept);
      if (document.activeElement === document.body || !document.activeElement?.isConnected) {
        document.querySelector(`#root [data-keep="${CSS.escape(key)}"]`)?.focus();
      }
    }, 50);
  };
  addEventListener("click", event => {
    const pressed = event.target.closest?.("#root a[data-keep]");
    if (pressed) keep(pressed);
  });
  addEventListener("submit", event => { if (event.target.matches("#root form[data-keep]")) keep(event.target); });
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => clearInterval(kept), true);
})();
