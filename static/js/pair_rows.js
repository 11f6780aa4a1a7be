/* Another row for a name and its value; without scripts the form comes with rows to spare. */

export function addRow(question) {
  const rows = question.querySelector("[data-rows]");
  const row = rows.lastElementChild.cloneNode(true);
  const number = String(rows.children.length + 1);
  const inputs = [...row.querySelectorAll("input")];
  const labels = [rows.dataset.nameLabel, rows.dataset.valueLabel];
  inputs.forEach((input, index) => {
    input.value = "";
    input.setAttribute("aria-label", labels[index ? 1 : 0].replace("%s", number));
  });
  rows.append(row);
  return inputs;
}

for (const button of document.querySelectorAll("[data-autosave] [data-add-row]")) {
  button.hidden = false;
  button.addEventListener("click", () => addRow(button.closest(".question"))[0].focus());
}
