// The note for paper stands before the texts it was written for: those of one's own list, and no others.
import { names, note } from "./list.js";

const place = document.querySelector("[data-note-of]");
if (place && note()) {
  const printed = names().slice(0, Number(place.dataset.most)).join(" ");
  place.hidden = place.dataset.noteOf !== printed;
  place.querySelector("p").textContent = note();
}
