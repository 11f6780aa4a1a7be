/* Small comforts; every page works without this file. */
"use strict";

(function () {
  const schemes = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };

  function showScheme(scheme) {
    document.documentElement.dataset.scheme = scheme;
    document.getElementById("dark-scheme").media = schemes[scheme];
    document.querySelector('meta[name="color-scheme"]').content = scheme === "auto" ? "light dark" : scheme;
    for (const button of document.querySelectorAll("[data-scheme-form] button")) {
      button.setAttribute("aria-pressed", String(button.value === scheme));
    }
  }

  document.addEventListener("submit", function (event) {
    const form = event.target.closest("[data-scheme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    showScheme(event.submitter.value);
    closeMenu(form.closest("details"));
    fetch(form.action, { method: "POST", body: body, redirect: "manual" });
  });

  function closeMenu(menu) {
    if (!menu || !menu.open) return;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") document.querySelectorAll("details.menu[open]").forEach(closeMenu);
  });

  document.addEventListener("click", function (event) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  function copying(box) {
    const button = box.querySelector("button");
    const field = box.querySelector("input, textarea");
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async function () {
      await navigator.clipboard.writeText(field.value);
      box.querySelector(".said").textContent = button.dataset.copied;
    });
  }

  /* A link to a field puts the cursor into it; browsers alone only scroll there. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest(".error-summary a[href^='#']");
    if (!link) return;
    const field = document.getElementById(link.hash.slice(1));
    if (field) field.focus({ preventScroll: false });
  });

  document.querySelectorAll("[data-copy]").forEach(copying);
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
})();
