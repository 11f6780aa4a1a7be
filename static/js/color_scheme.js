/* Another colour scheme is shown at once; the server remembers it. */

import { closeMenu } from "./menu.js";

const MEDIA = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };

function showScheme(scheme) {
  document.documentElement.dataset.scheme = scheme;
  document.getElementById("dark-scheme").media = MEDIA[scheme];
  document.querySelector('meta[name="color-scheme"]').content = scheme === "auto" ? "light dark" : scheme;
  for (const button of document.querySelectorAll("[data-scheme-form] button")) {
    button.setAttribute("aria-pressed", String(button.value === scheme));
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-scheme-form]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  showScheme(event.submitter.value);
  closeMenu(form.closest("details"));
  fetch(form.action, { method: "POST", body, redirect: "manual" });
});
