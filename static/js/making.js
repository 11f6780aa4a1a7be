/* The strip changes in place: nothing of it is reloaded, and who decides stays where they are. */

import { addGrips } from "./reorder.js";

const box = document.querySelector("#making-box");
let place = "";

hideLinks();

box.addEventListener("htmx:beforeRequest", (event) => {
  const card = event.target.closest(".round");
  place = card ? card.id : "";
});

box.addEventListener("htmx:afterSwap", () => {
  hideLinks();
  for (const list of box.querySelectorAll("[data-reorder]")) addGrips(list);
  const card = place && document.getElementById(place);
  // The button that was pressed is gone; the keyboard goes on from its card.
  if (card && document.activeElement === document.body) card.focus({ preventScroll: true });
});

/* The page refreshes itself where scripts run, so nobody needs the link. */
function hideLinks() {
  for (const link of document.querySelectorAll(".no-script")) link.hidden = true;
}
