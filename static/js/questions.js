/* The questions of a form: their controls, what is answered, and which of them matter. */

import { addRow } from "./pair_rows.js";

const PAIR_ENDS = [".name", ".value"];
const FIELD_ENDS = ["", ".unknown", ...PAIR_ENDS];

export function questionsOf(form) {
  return [...form.querySelectorAll(".question")];
}

export function findQuestion(form, name) {
  return questionsOf(form).find((question) => question.dataset.name === name);
}

export function nameOf(control) {
  return control.closest(".question").dataset.name;
}

/* What the form would send for one question, as pairs of a field and its value. */
export function entriesOf(form, name) {
  return [...new FormData(form)].filter(([field]) => FIELD_ENDS.some((end) => field === name + end));
}

export function fillQuestion(question, name, entries) {
  const valuesOf = (field) => entries.filter(([key]) => key === field).map(([, value]) => value);
  const controls = [...question.querySelectorAll("input, textarea, select")];
  for (const control of controls) {
    if (isTicked(control)) {
      control.checked = valuesOf(control.name).includes(control.value);
    } else if (control.name === name) {
      control.value = valuesOf(name)[0] || "";
    }
  }
  for (const end of PAIR_ENDS) {
    const field = name + end;
    const values = valuesOf(field);
    const inputs = controls.filter((control) => control.name === field);
    while (inputs.length && inputs.length < values.length) {
      inputs.push(addRow(question).find((control) => control.name === field));
    }
    inputs.forEach((input, index) => { input.value = values[index] || ""; });
  }
}

/* A question matters if its conditions hold or it has an answer already; the others are hidden, and
   their names are left out of what the page says that it asked. */
export function showRelevant(form) {
  const data = new FormData(form);
  for (const question of questionsOf(form)) {
    if (!question.dataset.when) continue;
    const conditions = Object.entries(JSON.parse(question.dataset.when));
    const holds = conditions.every(([name, values]) => values.includes(data.get(name) || ""));
    question.hidden = !holds && !isAnswered(question);
  }
  const relevant = questionsOf(form).filter((question) => !question.hidden);
  form.elements._fields.value = relevant.map((question) => question.dataset.name).join(" ");
}

function isAnswered(question) {
  return [...question.querySelectorAll("input, textarea, select")].some((control) => {
    if (isTicked(control)) return control.checked && control.value !== "";
    return control.value.trim() !== "";
  });
}

function isTicked(control) {
  return control.type === "radio" || control.type === "checkbox";
}
