// Pages of ours in frames, for staff: another screen, light or dark, on paper, without JavaScript. All frames are of our
// own origin, so what a browser would decide for the page (its media rules) is decided here, in the frame's document.

const LOOK = 150; // ms between looks at whether a frame has another document or more styles
const EDGE = 6; // px of the line around a screen, both sides together (staff.css)
const made = (tag, values = {}, attributes = {}) => {
  const element = Object.assign(document.createElement(tag), values);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

// -- light, dark, paper ---------------------------------------------------------------------------------------------

const decided = (media, { scheme, paper }) => {
  const told = media.replace(/\(\s*prefers-color-scheme\s*:\s*(\w+)\s*\)/g, (_, wanted) => wanted === scheme ? "(min-width:0px)" : "(max-width:0px)");
  return paper ? told.replace(/\bscreen\b/g, "not all").replace(/\bprint\b/g, "all") : told;
};
const decide = (rules, frame) => {
  for (const rule of rules) {
    if (rule.media) {
      const media = decided(rule.media.mediaText, frame);
      if (media !== rule.media.mediaText) rule.media.mediaText = media;
    }
    if (rule.cssRules) decide(rule.cssRules, frame);
  }
};
const dress = (page, frame) => {
  for (const node of page.querySelectorAll("link[media],style[media]")) {
    const media = decided(node.media, frame);
    if (media !== node.media) node.media = media;
  }
  for (const sheet of page.styleSheets) decide(sheet.cssRules, frame);
  const root = page.documentElement;
  root.classList.add("framed");
  root.style.colorScheme = frame.scheme;
  if (frame.paper) root.style.padding = "15mm 16mm";
};
// what scripts of the page ask the browser, as Streamlit does for its theme
const answerScripts = (view, { scheme }) => {
  const asked = view.matchMedia.bind(view);
  view.matchMedia = media => asked(decided(media, { scheme, paper: false }));
};

// -- what a reader has answered: pressed as that of a reader who comes back (app.js, takePlace) ------------------------

const press = (page, [name, numbers]) => {
  const first = page.querySelector(`#first [data-asked="${name}"]`);
  const group = first ?? page.querySelector(`#root .${name}`);
  const buttons = [...group?.querySelectorAll("button") ?? []];
  if (!buttons.length) return false;
  for (const number of numbers) {
    if (first) buttons[number].ariaPressed = "true";
    else if (buttons[number].ariaPressed !== "true") buttons[number].click();
  }
  return true;
};

// -- a frame ----------------------------------------------------------------------------------------------------------

const framed = frame => {
  const inner = made("iframe", { title: frame.title, src: frame.address });
  if (!frame.scripts) inner.setAttribute("sandbox", "allow-same-origin allow-forms");
  inner.style.width = `${frame.width}px`;
  inner.style.height = `${frame.height}px`;
  inner.style.colorScheme = frame.scheme;
  const screen = made("div", { className: "staff-screen" }, { "data-waiting": frame.waiting });
  screen.append(inner);
  const open = made("a", { href: frame.address, textContent: frame.open, target: "_blank", rel: "noopener" });
  const box = made("figure", { className: "staff-frame" });
  const caption = made("figcaption");
  caption.append(made("b", { textContent: frame.title }), " ", open);
  box.append(caption, screen);

  const fit = () => {
    const scale = Math.min(1, (box.clientWidth - EDGE) / frame.width);
    inner.style.transform = `scale(${scale})`;
    screen.style.width = `${frame.width * scale}px`;
    screen.style.height = `${frame.height * scale}px`;
  };
  const sizes = new ResizeObserver(fit);
  sizes.observe(box);

  let page = null, styles = 0, answers = [];
  const look = () => {
    const now = inner.contentDocument;
    if (!now?.documentElement || now.URL === "about:blank") return; // not there yet, or another site
    if (now !== page) {
      page = now;
      styles = 0;
      answers = now.location.pathname === new URL(frame.address, location.href).pathname ? [...frame.answers] : [];
      if (frame.scripts) answerScripts(inner.contentWindow, frame);
    }
    if (page.styleSheets.length !== styles) {
      styles = page.styleSheets.length;
      dress(page, frame);
    }
    if (page.readyState === "complete" && frame.scripts) answers = answers.filter(each => !press(page, each));
  };
  inner.addEventListener("load", () => {
    styles = 0;
    look();
    if (frame.paper) inner.contentWindow?.dispatchEvent(new Event("beforeprint")); // opens what is folded
    inner.dataset.ready = "true";
  });
  const looking = setInterval(look, LOOK);
  return {
    box,
    again: () => inner.contentWindow?.location.reload(), // the browser keeps the place that was read
    forget: () => { clearInterval(looking); sizes.disconnect(); },
  };
};

const shown = new WeakMap();

export default function frames({ parentElement, data }) {
  const mark = JSON.stringify(data.frames);
  const before = shown.get(parentElement);
  const cleanUp = () => { if (!parentElement.isConnected) shown.get(parentElement)?.end(); };
  if (before?.mark === mark) {
    if (before.revision !== data.revision) before.again();
    before.revision = data.revision;
    return cleanUp;
  }
  before?.end();
  const all = data.frames.map(framed);
  const row = made("div", { className: all.length > 1 ? "staff-frames two" : "staff-frames" });
  row.append(...all.map(each => each.box));
  parentElement.append(row);
  const end = () => { all.forEach(each => each.forget()); row.remove(); shown.delete(parentElement); };
  shown.set(parentElement, { mark, revision: data.revision, again: () => all.forEach(each => each.again()), end });
  return cleanUp;
}
