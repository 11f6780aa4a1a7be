/* The summary of errors takes the focus, and a link of it puts the cursor into its field; browsers
   alone only scroll there. */

document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (field) field.focus({ preventScroll: false });
});

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();
