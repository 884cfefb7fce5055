// The front door of a tree of files, where no server looks at what the browser asks for: whoever has chosen a language
// before, or asks for one that there is, goes there. Everybody else, and everybody without JavaScript, chooses.
const links = new Map([...document.querySelectorAll("a[hreflang]")].map(link => [link.hreflang, link.href]));
const chosen = /(?:^|; )lang=([\w-]+)/.exec(document.cookie)?.[1];
const NORWEGIAN = ["no", "nn"]; // read bokmål
const wanted = [chosen, ...navigator.languages].filter(Boolean).flatMap(tag => {
  const primary = tag.toLowerCase().split("-")[0];
  return [tag.toLowerCase(), NORWEGIAN.includes(primary) ? "nb" : primary];
});
const language = wanted.find(tag => links.has(tag));
if (language) location.replace(links.get(language));
