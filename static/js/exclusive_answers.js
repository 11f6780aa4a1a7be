/* "I don't know" and "nothing" stand alone: such a tick takes the other ticks or the text away, and
   another tick or a text takes it away. A text comes back with the tick's removal. */

const ALONE = ["__unknown__", "nothing"];

export function keepExclusive(form, control) {
  if (control.dataset.unknownOf) {
    swapText(form.elements[control.dataset.unknownOf], control.checked);
  } else if (control.type === "checkbox") {
    if (control.checked) untickOthers(form, control);
  } else if (control.value.trim()) {
    const unknown = document.getElementById(`id_${control.name}.unknown`);
    if (unknown) unknown.checked = false;
  }
}

function swapText(text, isUnknown) {
  if (isUnknown) {
    text.dataset.typed = text.value;
    text.value = "";
  } else if (text.dataset.typed) {
    text.value = text.dataset.typed;
  }
}

function untickOthers(form, control) {
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    if (box === control || box.name !== control.name) continue;
    if (ALONE.includes(control.value) || ALONE.includes(box.value)) box.checked = false;
  }
}
