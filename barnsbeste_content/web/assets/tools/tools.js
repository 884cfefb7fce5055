// The tools of a text: read aloud, print, copy link, QR code. One module for both kinds of pages: Streamlit calls the
// default export (a packaged component, version 2), page.js calls it on reading pages. Settings come from
// presentation/tools.py, looks from app.css alone: reading pages let no script give a style.

const PLACE = "[data-tools]";
const NORWEGIAN = ["nb", "nn", "no"];
const LONGEST = 180; // characters spoken at once: Chromium falls silent in the middle of what takes over 15 seconds

const made = (tag, values = {}, attributes = {}) => {
  const element = Object.assign(document.createElement(tag), values);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const button = (name, words, onclick, look = "btn ghost") =>
  made("button", { type: "button", className: look, textContent: words, onclick }, { "data-tool": name });
const contains = (element, { clientX, clientY }) => {
  const box = element.getBoundingClientRect();
  return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
};

// -- reading aloud -------------------------------------------------------------------------------------------------

const primary = tag => tag.toLowerCase().split(/[-_]/)[0];
const isSame = (one, other) => primary(one) === primary(other) || [one, other].every(tag => NORWEGIAN.includes(primary(tag)));

// Only voices that live on the device: the others send the text that is read to whoever made the browser.
const voiceFor = language => {
  const voices = speechSynthesis.getVoices().filter(voice => voice.localService && isSame(voice.lang, language));
  return voices.find(voice => primary(voice.lang) === primary(language)) ?? voices[0] ?? null;
};

// What a part says, without what its hard words mean.
const words = part => {
  const copy = part.cloneNode(true);
  for (const meaning of copy.querySelectorAll(".meaning")) meaning.remove();
  return copy.textContent;
};

const AROUND = ".status,.first-help,.calls,.cards,.sources,.meta,.who,.also,.tongue,details,nav,dialog,footer," + PLACE;
// Heading, main message, sections with a name, what to do, what to say; only what is in the language of the text.
const partsOf = (article, language) => {
  const parts = [];
  for (const part of article.querySelectorAll("h1,h2,h3,p,li")) {
    const section = part.closest("section");
    const isText = !section || section.id || section.querySelector(".do,.say");
    const isOurs = primary(part.closest("[lang]")?.lang ?? "") === primary(language); // not isSame: bokmål beside nynorsk
    if (!isText || !isOurs || part.closest(AROUND) || parts.some(other => other.contains(part))) continue;
    parts.push(part);
  }
  return parts.map(words).map(said => said.replace(/\s+/g, " ").trim()).filter(Boolean);
};

const sentencesOf = (text, language) => {
  const sentences = Intl.Segmenter
    ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map(part => part.segment)
    : text.match(/[^.!?…؟۔]+[.!?…؟۔]*/g) ?? [];
  return sentences.flatMap(sentence => shortened(sentence.trim())).filter(Boolean);
};
const shortened = text => {
  if (text.length <= LONGEST) return [text];
  const head = text.slice(0, LONGEST);
  const comma = Math.max(...[",", ";", ":", "،", "؛", "–"].map(mark => head.lastIndexOf(mark))) + 1;
  const end = comma || head.lastIndexOf(" ") + 1 || LONGEST;
  return [text.slice(0, end).trim(), ...shortened(text.slice(end).trim())];
};

const readAloud = (language, onChange) => {
  let waiting = [], spoken = null, isReading = false;
  const stop = () => {
    if (!isReading) return;
    isReading = false;
    waiting = [];
    spoken = null;
    removeEventListener("beforeunload", stop);
    speechSynthesis.resume(); // what is cancelled while it pauses leaves the next one paused
    speechSynthesis.cancel();
    onChange(false);
  };
  const next = () => {
    if (!waiting.length) { stop(); return; }
    const utterance = new SpeechSynthesisUtterance(waiting.shift());
    utterance.voice = voiceFor(language);
    utterance.lang = utterance.voice?.lang ?? language;
    utterance.onend = utterance.onerror = () => {
      if (spoken !== utterance) return;
      spoken = null;
      if (!document.hidden) next();
    };
    spoken = utterance; // held, because Chromium forgets what nobody holds and then never tells of its end
    speechSynthesis.speak(utterance);
  };
  const start = article => {
    isReading = true;
    waiting = partsOf(article, language).flatMap(part => sentencesOf(part, language));
    // only while it reads: this event keeps some browsers from keeping the page for Back. It comes before the next page is
    // asked for, so that whoever leaves at once is not heard until that one answers
    addEventListener("beforeunload", stop);
    onChange(true);
    next();
  };
  const hide = () => {
    if (!isReading) return;
    if (document.hidden) { speechSynthesis.pause(); return; }
    speechSynthesis.resume();
    if (!spoken) next(); // Android ends what others pause
  };
  document.addEventListener("visibilitychange", hide);
  for (const kind of ["pagehide", "popstate"]) addEventListener(kind, stop);
  return {
    start,
    stop,
    isReading: () => isReading,
    forget: () => {
      stop();
      document.removeEventListener("visibilitychange", hide);
      for (const kind of ["pagehide", "popstate"]) removeEventListener(kind, stop);
    },
  };
};

// -- the row of buttons ----------------------------------------------------------------------------------------------

const row = settings => {
  const address = new URL(settings.address, location.href).href;
  const box = made("div", { className: "tools-row" });
  const forget = [];

  if ("speechSynthesis" in window) {
    const reading = readAloud(settings.language, isReading => {
      read.textContent = isReading ? settings.stop : settings.read;
    });
    const read = button("read", settings.read, () => {
      if (reading.isReading()) reading.stop();
      else reading.start(box.closest("article") ?? document.querySelector("article.text"));
    });
    const offer = () => { // voices come late
      if (!voiceFor(settings.language)) read.remove();
      else if (!read.parentElement) box.prepend(read);
    };
    offer();
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    forget.push(reading.forget, () => speechSynthesis.removeEventListener?.("voiceschanged", offer));
  }

  box.append(button("print", settings.print, () => window.print()));

  const status = made("span", { className: "tools-status" }, { role: "status" });
  const copy = button("copy", settings.copy, async () => {
    status.textContent = "";
    box.querySelector("input")?.remove();
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(address);
    } catch { // an old browser, or a page that did not come by https
      const field = made("input", { readOnly: true, value: address, dir: "ltr" }, { "aria-label": settings.copy });
      copy.after(field);
      field.select();
      isCopied = Boolean(document.execCommand?.("copy"));
      if (isCopied) { field.remove(); copy.focus(); }
    }
    if (isCopied) status.textContent = settings.copied;
  });

  const dialog = made("dialog", { className: "qr" }, { "aria-label": settings.qr });
  const image = made("img", { alt: settings.qr, width: 256, height: 256 });
  const close = button("close", settings.close, () => dialog.close(), "btn");
  const closeOnLeave = () => dialog.close(); // it would lie above the white sheet that "Leave this page" puts over everything
  const qr = button("qr", settings.qr, () => {
    image.src ||= settings.qr_src;
    addEventListener("beforeunload", closeOnLeave);
    dialog.showModal();
  });
  qr.setAttribute("aria-haspopup", "dialog");
  dialog.addEventListener("close", () => {
    removeEventListener("beforeunload", closeOnLeave);
    qr.focus(); // Safari gives a button no focus when it is pressed, so there is none to give back
  });
  dialog.addEventListener("click", event => {
    if (event.target !== dialog || contains(dialog, event)) return;
    dialog.close();
    const exit = document.getElementById("exit"); // it can be seen behind the dialog, but no longer be pressed
    if (exit && contains(exit, event)) exit.click();
  });
  dialog.append(
    image,
    made("p", { textContent: settings.scan }),
    made("p", { className: "address", textContent: address, dir: "ltr" }),
    close,
  );
  box.append(copy, qr, status, dialog);
  return { box, forget: () => { forget.forEach(each => each()); box.remove(); } };
};

// -- where it stands ---------------------------------------------------------------------------------------------------

const shown = new WeakMap();

export default function tools({ parentElement, data }) {
  const mark = JSON.stringify(data);
  const before = shown.get(parentElement);
  // Streamlit calls this anew whenever anything about the component changes, and cleans up after calls that were
  // overtaken even where a later one stands: only what has left the page is really over
  const cleanUp = () => { if (!parentElement.isConnected) shown.get(parentElement)?.end(); };
  if (before?.mark === mark) return cleanUp;
  before?.end();
  const { box, forget } = row(data);
  // it draws the text as an element of its own, perhaps later than this one, and draws it anew when it changes; outside
  // its root there may still be the text that was served with the document, which goes when this one has come
  const root = document.getElementById("root");
  const place = () => {
    if (!parentElement.isConnected) { end(); return; }
    const wanted = parentElement.matches(PLACE) ? parentElement : root?.querySelector(PLACE) ?? parentElement;
    if (box.parentElement !== wanted) wanted.append(box);
  };
  const observer = new MutationObserver(place);
  const end = () => { observer.disconnect(); forget(); shown.delete(parentElement); };
  place();
  if (root) observer.observe(root, { childList: true, subtree: true });
  shown.set(parentElement, { mark, end });
  return cleanUp;
}
