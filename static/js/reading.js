/* The slider over two pictures; dragging in the tree. Every page works without this file. */
"use strict";

(function () {
  /* Two pictures on top of each other; what is right of the handle shows the first. */
  for (const both of document.querySelectorAll("[data-slider]")) sliding(both);

  function sliding(both) {
    const pictures = [...both.querySelectorAll("img")];
    if (pictures.length !== 2) return;
    const slider = document.createElement("div");
    const frame = document.createElement("div");
    const handle = document.createElement("input");
    slider.className = both.classList.contains("mirrored") ? "slider mirrored" : "slider";
    frame.className = "slider-frame";
    frame.append(...pictures.map((picture) => picture.cloneNode()));
    handle.type = "range";
    handle.min = 0;
    handle.max = 100;
    handle.value = 50;
    handle.setAttribute("aria-label", both.dataset.label);
    handle.addEventListener("input", show);
    slider.append(frame, handle);
    both.before(slider);
    show();

    function show() {
      frame.lastElementChild.style.clipPath = `inset(0 ${100 - handle.value}% 0 0)`;
    }
  }

  const tree = document.querySelector("[data-tree]");
  if (tree) dragging(tree);

  function dragging(tree) {
    let dragged = null;
    for (const row of tree.querySelectorAll("[data-node]")) {
      row.draggable = true;
      row.addEventListener("dragstart", function (event) {
        dragged = row;
        event.dataTransfer.effectAllowed = "move";
      });
      row.addEventListener("dragover", function (event) {
        if (!dragged || dragged === row) return;
        event.preventDefault();
        row.classList.add("is-over");
      });
      row.addEventListener("dragleave", () => row.classList.remove("is-over"));
      row.addEventListener("drop", function (event) {
        event.preventDefault();
        row.classList.remove("is-over");
        if (dragged && dragged !== row) place(dragged, row.dataset.node);
      });
    }

    function place(row, parent) {
      const form = row.querySelector("form.place");
      const option = [...form.elements.parent.options].find((each) => each.value === parent);
      if (!option) return;
      option.selected = true;
      form.requestSubmit();
    }
  }

  /* A page that waits looks again by itself. */
  const waiting = document.querySelector("[data-look-again]");
  if (waiting) setTimeout(() => window.location.reload(), 3000);
})();
