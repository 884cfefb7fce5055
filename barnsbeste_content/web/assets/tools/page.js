// The tools on pages without Streamlit: they stand where the template has a place for them.
import tools from "./tools.js";

for (const place of document.querySelectorAll("[data-tools]")) {
  tools({ parentElement: place, data: JSON.parse(place.dataset.tools) });
}
