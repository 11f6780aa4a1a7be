/* The page of the strip refreshes itself where scripts run, so nobody needs the link. */

for (const link of document.querySelectorAll(".no-script")) link.hidden = true;
document.body.addEventListener("htmx:afterSwap", () => {
  for (const link of document.querySelectorAll(".no-script")) link.hidden = true;
});
