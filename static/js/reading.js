/* Files one by one with their progress, dropped or chosen; the slider; dragging in the tree.
   Every page works without this file. */
"use strict";

(function () {
  const form = document.querySelector("[data-drop]");
  if (form && window.FormData && window.htmx) dropping(form);

  function dropping(form) {
    const input = form.querySelector("input[type=file]");
    const list = form.querySelector(".sending");
    const status = form.querySelector("[data-said]");
    const waiting = [];
    let isSending = false;
    form.querySelector(".drop-here").hidden = false;

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      take(input.files);
      input.value = "";
    });
    form.addEventListener("dragover", function (event) {
      event.preventDefault();
      form.classList.add("is-over");
    });
    form.addEventListener("dragleave", function () {
      form.classList.remove("is-over");
    });
    form.addEventListener("drop", function (event) {
      event.preventDefault();
      form.classList.remove("is-over");
      take(event.dataTransfer.files);
    });
    window.addEventListener("beforeunload", function (event) {
      if (isSending) event.preventDefault();
    });

    function take(files) {
      for (const file of files) waiting.push({ file: file, row: row(file) });
      if (files.length) list.hidden = false;
      if (!isSending) next();
    }

    function row(file) {
      const item = document.createElement("li");
      const name = document.createElement("span");
      const said = document.createElement("span");
      const bar = document.createElement("progress");
      name.textContent = file.name;
      said.textContent = "…";
      bar.max = file.size || 1;
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      item.append(name, said, bar);
      list.append(item);
      return { item: item, said: said, bar: bar };
    }

    function next() {
      const one = waiting.shift();
      isSending = Boolean(one);
      if (!one) {
        status.textContent = status.dataset.done;
        return;
      }
      send(one);
    }

    function send(one) {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
      body.append("files", one.file);
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", function (event) {
        one.row.bar.value = event.loaded;
      });
      request.addEventListener("load", function () {
        answered(one, request);
        htmx.trigger(document.body, "sent");
        next();
      });
      request.addEventListener("error", function () {
        failed(one);
        next();
      });
      one.row.said.textContent = list.dataset.sending;
      request.send(body);
    }

    function answered(one, request) {
      let told = null;
      try {
        told = JSON.parse(request.responseText).files[0];
      } catch {
        failed(one);
        return;
      }
      one.row.bar.remove();
      one.row.said.textContent = told.why || list.dataset.kept;
    }

    function failed(one) {
      const again = document.createElement("button");
      again.type = "button";
      again.className = "btn";
      again.textContent = list.dataset.again;
      again.addEventListener("click", function () {
        again.remove();
        waiting.push(one);
        if (!isSending) next();
      });
      one.row.said.textContent = list.dataset.failed;
      one.row.item.append(again);
    }
  }

  /* Two pictures on top of each other; what is right of the handle shows the first. */
  for (const both of document.querySelectorAll("[data-slider]")) sliding(both);

  function sliding(both) {
    const pictures = [...both.querySelectorAll("img")];
    if (pictures.length !== 2) return;
    const slider = document.createElement("div");
    const frame = document.createElement("div");
    const handle = document.createElement("input");
    slider.className = "slider";
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
