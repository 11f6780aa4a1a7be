/* Says when a supposition could not be worked out; the button works without this module. */

const form = document.querySelector("[data-what-if]");
const notice = form && form.querySelector("[data-what-if-failed]");
if (notice) {
  form.addEventListener("htmx:beforeRequest", () => { notice.hidden = true; });
  form.addEventListener("htmx:responseError", () => { notice.hidden = false; });
  form.addEventListener("htmx:sendError", () => { notice.hidden = false; });
}
