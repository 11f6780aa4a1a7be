/* A form is sent once: pressing its button again while the answer is awaited does nothing. */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once], [data-autosave]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});

/* A page that the browser brings back from its cache can send its forms anew. */
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

/* One whose answer did not come can be sent again. */
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.failed) delete event.target.closest("form")?.dataset.sent;
});
