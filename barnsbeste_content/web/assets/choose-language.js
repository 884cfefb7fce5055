// The front door of a tree of files, where no server looks at what the browser asks for: whoever has chosen a language
// before, or asks for one that there is, goes there. Everybody else, and everybody without JavaScript, chooses.
const links = new Map([...document.querySelectorAll("a[hreflang]")].map(link => [link.hreflang, link.href]));
const chosen = /(?:^|; )lang=([\w-]+)/.exec(document.cookie)?.[1];
const SERVED_BY = { no: ["nb"], nn: ["nn", "nb"], prs: ["fa"], "ku-arab": ["ckb"] }; // as `negotiate` in i18n/locales.py
const beginnings = tag => {
  const parts = tag.toLowerCase().split("-");
  return parts.map((_, cut) => parts.slice(0, parts.length - cut).join("-")); // the longest first
};
const wanted = [chosen, ...navigator.languages].filter(Boolean)
  .flatMap(beginnings).flatMap(beginning => SERVED_BY[beginning] ?? [beginning]);
const language = wanted.find(tag => links.has(tag));
if (language) location.replace(links.get(language));
