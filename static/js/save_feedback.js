/* What the page shows of a save: its state, faults beside their questions, the progress of the
   sections, and what the server proposes. */

import { questionsOf } from "./questions.js";

const status = document.getElementById("saved");
const line = status && status.querySelector(".said");

/* The sentences of the page, in its language: `saving`, `failed`, `restored`, `show`. */
export const texts = status ? status.dataset : {};

export function showStatus(text, { isFailure = false } = {}) {
  line.textContent = text;
  status.classList.toggle("failed", isFailure);
}

export function offerButton(label, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = label;
  button.addEventListener("click", act);
  line.append(button);
}

export function showFaults(form, faults) {
  for (const question of questionsOf(form)) showFault(question, faults[question.dataset.name]);
}

function showFault(question, sentences) {
  let box = question.querySelector(".invalid-feedback");
  if (!sentences) {
    if (box) box.remove();
    for (const control of question.querySelectorAll(".is-invalid")) control.classList.remove("is-invalid");
    return;
  }
  const control = question.querySelector(".form-control, .form-select");
  if (!box) {
    box = document.createElement("div");
    box.className = "invalid-feedback";
    (control || question.firstElementChild).before(box);
  }
  box.id = box.id || `fault-${question.dataset.name}`;
  box.setAttribute("role", "alert");
  box.textContent = sentences.join(" ");
  if (control) {
    control.classList.add("is-invalid");
    control.setAttribute("aria-describedby", box.id);
  }
}

export function showProgress(html) {
  const sections = document.getElementById("sections");
  if (sections && !sections.contains(document.activeElement)) sections.outerHTML = html;
}

export function showProposal(form, html) {
  const place = form.querySelector("[data-proposed]");
  if (place) place.innerHTML = html;
}
