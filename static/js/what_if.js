/* Says when a supposition could not be worked out; the button works without this file. */
"use strict";

(function () {
  const form = document.querySelector("[data-what-if]");
  const failed = form && form.querySelector("[data-what-if-failed]");
  if (!failed) return;

  function said(hidden) {
    return function () {
      failed.hidden = hidden;
    };
  }

  form.addEventListener("htmx:beforeRequest", said(true));
  form.addEventListener("htmx:responseError", said(false));
  form.addEventListener("htmx:sendError", said(false));
})();
