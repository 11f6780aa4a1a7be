/* An output is dragged onto the one that it came from; the form of its row does the same. */

const tree = document.querySelector("[data-tree]");
if (tree) enableDragging(tree);

function enableDragging(tree) {
  let dragged = null;
  for (const row of tree.querySelectorAll("[data-node]")) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
    });
    row.addEventListener("dragover", (event) => {
      if (!dragged || dragged === row) return;
      event.preventDefault();
      row.classList.add("is-over");
    });
    row.addEventListener("dragleave", () => row.classList.remove("is-over"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      row.classList.remove("is-over");
      if (dragged && dragged !== row) chooseParent(dragged, row.dataset.node);
    });
  }
}

function chooseParent(row, parent) {
  const form = row.querySelector("form.place");
  const option = [...form.elements.parent.options].find((candidate) => candidate.value === parent);
  if (!option) return;
  option.selected = true;
  form.requestSubmit();
}
