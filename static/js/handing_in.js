/* Handing files in: dropped or chosen, a few at a time, each with its progress; what did not arrive
   is named after the page was left. Without this file the form sends them all at once. */
"use strict";

(function () {
  const AT_ONCE = 3;
  const LOOK_MS = 1500;
  const form = document.querySelector("[data-drop]");
  if (!form || !window.htmx) return;
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector(".sending");
  const overall = form.querySelector("[data-overall]");
  const status = form.querySelector("[data-said]");
  const lostBox = document.querySelector("[data-lost]");
  const box = document.querySelector("#files-box");
  const memory = `sending ${form.action}`;
  const waiting = [];
  const failed = new Set();
  const sending = new Set();
  let lost = remembered().filter((one) => named(one.name) <= one.before);
  let all = 0;
  let done = 0;
  let looked = 0;
  let asked = 0;
  let pause = LOOK_MS;

  form.querySelector(".drop-here").hidden = false;
  remember();
  showLost();

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    takeChosen();
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
    if (sending.size || waiting.length) event.preventDefault();
  });
  box.addEventListener("htmx:afterSwap", function () {
    if (asked) pause = Math.max(LOOK_MS, 4 * (Date.now() - asked));
    asked = 0;
    for (const row of list.querySelectorAll("[data-kept]")) {
      if (document.getElementById(`file-${row.dataset.kept}`)) row.remove();
    }
    list.hidden = !list.childElementCount;
  });
  lostBox.querySelector("[data-choose]").addEventListener("click", function () {
    input.addEventListener("change", takeChosen, { once: true });
    input.click();
  });
  lostBox.querySelector("[data-forget]").addEventListener("click", function () {
    lost = [];
    remember();
    showLost();
    input.focus();
  });

  function takeChosen() {
    take(input.files);
    input.value = "";
  }

  function take(files) {
    for (const file of files) {
      waiting.push({ file: file, row: row(file), before: named(file.name) });
      lost = lost.filter((one) => one.name !== file.name || one.size !== file.size);
    }
    all += files.length;
    remember();
    showLost();
    next();
  }

  function row(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const said = document.createElement("span");
    const bar = document.createElement("progress");
    name.textContent = file.name;
    said.textContent = list.dataset.waiting;
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    item.append(name, said, bar);
    list.append(item);
    list.hidden = false;
    return { item: item, said: said, bar: bar };
  }

  function next() {
    while (waiting.length && sending.size < AT_ONCE) send(waiting.shift());
    const isOver = !sending.size && !waiting.length;
    overall.hidden = isOver || all < 2;
    overall.textContent = overall.dataset.text.replace("{done}", done).replace("{all}", all);
    if (!isOver) return;
    status.textContent = failed.size ? status.dataset.some : status.dataset.done;
    all = done = 0;
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
    request.addEventListener("load", () => answered(one, request));
    request.addEventListener("error", () => ended(one, list.dataset.failed));
    sending.add(one);
    one.row.said.textContent = list.dataset.sending;
    request.send(body);
  }

  function answered(one, request) {
    let told = null;
    try {
      told = JSON.parse(request.responseText).files[0];
    } catch {
      /* Not the page's own answer: signed out meanwhile, or refused before it came to the page. */
    }
    if (told && told.id) one.row.item.dataset.kept = told.id;
    ended(one, told ? told.why : list.dataset.refused);
  }

  function ended(one, why) {
    sending.delete(one);
    done += 1;
    one.row.said.textContent = why || list.dataset.kept;
    if (why) {
      again(one);
    } else {
      one.row.bar.remove();
    }
    remember();
    next();
    look(!sending.size);
  }

  function again(one) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = list.dataset.again;
    button.addEventListener("click", function () {
      button.remove();
      failed.delete(one);
      one.row.bar.value = 0;
      one.row.said.textContent = list.dataset.waiting;
      all += 1;
      waiting.push(one);
      next();
    });
    failed.add(one);
    one.row.item.append(button);
  }

  /* The list below shows what is kept and how far it is read; not after every one of many, and the
     longer the list takes the more seldom. */
  function look(isLast) {
    if (!isLast && Date.now() - looked < pause) return;
    looked = asked = Date.now();
    htmx.trigger(document.body, "sent");
  }

  /* How many files of this name the list shows: one more than before means that it arrived. */
  function named(name) {
    const shown = [...box.querySelectorAll("[data-name]")];
    return shown.filter((each) => each.dataset.name === name).length;
  }

  function remember() {
    const open = [...sending, ...waiting, ...failed].map((one) => ({
      name: one.file.name,
      size: one.file.size,
      before: one.before,
    }));
    try {
      sessionStorage.setItem(memory, JSON.stringify([...lost, ...open]));
    } catch {
      /* A browser that keeps nothing names nothing after a reload. */
    }
  }

  function remembered() {
    try {
      return JSON.parse(sessionStorage.getItem(memory)) || [];
    } catch {
      return [];
    }
  }

  function showLost() {
    lostBox.hidden = !lost.length;
    lostBox.querySelector("ul").replaceChildren(
      ...lost.map(function (one) {
        const item = document.createElement("li");
        item.textContent = one.name;
        return item;
      })
    );
  }
})();
