/* The interview saves each answer as it is given; every page of it works without this file. */
"use strict";

(function () {
  const form = document.querySelector("form[data-autosave]");
  const status = document.getElementById("saved");
  const said = status && status.querySelector(".said");
  const RETRY_MS = 5000;
  const PAUSE_MS = 1500; // after so long without a key an answer is saved while it is being typed

  /* Sending twice: the second press of a button does nothing. */
  document.addEventListener("submit", function (event) {
    const sent = event.target;
    if (!sent.matches("[data-once], [data-autosave]")) return;
    if (sent.dataset.sent) event.preventDefault();
    sent.dataset.sent = "yes";
  });

  /* What was typed on this page and not saved. It is forgotten once a page has come in answer to
     it; going back after a failure brings it back. */
  const key = "unsaved:" + location.pathname;
  const SENDING = "sending";

  function kept(act) {
    try {
      return act(sessionStorage);
    } catch (error) {
      return null; // a browser that keeps nothing still saves to the server
    }
  }

  const came = performance.getEntriesByType("navigation")[0];
  if (!came || came.type === "navigate") {
    kept(function (store) {
      const sent = store.getItem(SENDING);
      if (sent) store.removeItem(sent);
      store.removeItem(SENDING);
    });
  }

  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-sent]").forEach(function (each) { delete each.dataset.sent; });
  });

  if (form) {
    const unsaved = new Map(); // name: true, until the server has it
    let queue = Promise.resolve();
    let leaving = false;
    let pause = 0;
    let refusal = null; // stays in sight until nothing is left unsaved

    const questions = () => [...form.querySelectorAll(".question")];
    const question = (name) => questions().find((each) => each.dataset.name === name);
    const nameOf = (control) => control.closest(".question").dataset.name;

    /* Which questions matter: those whose conditions hold, and those that have an answer. */
    function answerOf(name) {
      const data = new FormData(form);
      return data.get(name) || "";
    }

    function isAnswered(each) {
      return [...each.querySelectorAll("input, textarea, select")].some(function (control) {
        if (control.type === "radio" || control.type === "checkbox") return control.checked && control.value !== "";
        return control.value.trim() !== "";
      });
    }

    function showWhatMatters() {
      for (const each of questions()) {
        if (!each.dataset.when) continue;
        const when = JSON.parse(each.dataset.when);
        const holds = Object.keys(when).every((name) => when[name].includes(answerOf(name)));
        each.hidden = !holds && !isAnswered(each);
      }
      form.elements._fields.value = questions().filter((each) => !each.hidden).map((each) => each.dataset.name).join(" ");
    }

    /* One answer to the server. They go one after the other, each with the newest version. */
    function body(name) {
      const data = new FormData();
      const all = new FormData(form);
      for (const [field, value] of all) {
        const own = field === name || field === name + ".unknown" || field === name + ".name" || field === name + ".value";
        if (own) data.append(field, value);
      }
      data.append("_fields", name);
      data.append("_version", form.elements._version.value);
      data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      return data;
    }

    async function send(name) {
      if (!unsaved.has(name)) return;
      const mark = unsaved.get(name);
      if (!refusal) say(status.dataset.saving, false);
      let response;
      try {
        response = await fetch(form.getAttribute("action"), { method: "POST", body: body(name), headers: { Accept: "application/json" } });
      } catch (error) {
        failed();
        return;
      }
      if (response.status === 409 || response.status === 410) {
        refusal = await response.json();
        refused(refusal);
        return;
      }
      if (!response.ok || !(response.headers.get("Content-Type") || "").startsWith("application/json")) {
        failed();
        return;
      }
      const values = await response.json();
      form.elements._version.value = values.version;
      if (unsaved.get(name) === mark) unsaved.delete(name);
      remember();
      showFaults(values.faults);
      showProgress(values.nav);
      if (values.proposed !== undefined) propose(values.proposed);
      if (unsaved.size > 0) return;
      refusal = null;
      say(values.said, false);
    }

    function save(name) {
      unsaved.set(name, Symbol(name));
      remember();
      queue = queue.then(() => send(name));
    }

    function failed() {
      if (!refusal) say(status.dataset.failed, true);
      setTimeout(function () {
        for (const name of unsaved.keys()) queue = queue.then(() => send(name));
      }, RETRY_MS);
    }

    /* Answered differently elsewhere: the whole page is sent, and the answer shows both. */
    function refused(values) {
      say(values.said + " ", true);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.textContent = status.dataset.show;
      button.addEventListener("click", function () {
        leaving = true;
        kept((store) => store.setItem(SENDING, key));
        form.submit();
      });
      said.append(button);
    }

    function say(text, isFailure) {
      said.textContent = text;
      status.classList.toggle("failed", isFailure);
    }

    function showFaults(faults) {
      for (const each of questions()) {
        let box = each.querySelector(".invalid-feedback");
        const found = faults[each.dataset.name];
        if (!found) {
          if (box) box.remove();
          each.querySelectorAll(".is-invalid").forEach((control) => control.classList.remove("is-invalid"));
          continue;
        }
        const control = each.querySelector(".form-control, .form-select");
        if (!box) {
          box = document.createElement("div");
          box.className = "invalid-feedback";
          (control || each.firstElementChild).before(box);
        }
        box.id = box.id || "fault-" + each.dataset.name;
        box.setAttribute("role", "alert");
        box.textContent = found.join(" ");
        if (control) {
          control.classList.add("is-invalid");
          control.setAttribute("aria-describedby", box.id);
        }
      }
    }

    function showProgress(html) {
      const nav = document.getElementById("sections");
      if (nav && !nav.contains(document.activeElement)) nav.outerHTML = html;
    }

    function propose(html) {
      const place = form.querySelector("[data-proposed]");
      if (place) place.innerHTML = html;
    }

    form.addEventListener("click", function (event) {
      const taking = event.target.closest("[data-take]");
      if (!taking) return;
      event.preventDefault();
      const codes = taking.dataset.take.split(" ");
      for (const box of form.querySelectorAll("input[name=changed]")) box.checked = codes.includes(box.value);
      save("changed");
    });

    /* "I don't know" and "nothing" stand alone; a text takes the tick away, a tick the text. */
    function standAlone(control) {
      if (control.dataset.unknownOf) {
        const text = form.elements[control.dataset.unknownOf];
        if (control.checked) {
          text.dataset.typed = text.value;
          text.value = "";
        } else if (text.dataset.typed) {
          text.value = text.dataset.typed;
        }
      } else if (control.type === "checkbox") {
        const alone = (each) => each.value === "__unknown__" || each.value === "nothing";
        const boxes = [...form.querySelectorAll("input[type=checkbox]")].filter((each) => each.name === control.name);
        if (control.checked) {
          for (const each of boxes) if (each !== control && (alone(control) || alone(each))) each.checked = false;
        }
      } else if (control.value.trim()) {
        const tick = document.getElementById("id_" + control.name + ".unknown");
        if (tick) tick.checked = false;
      }
    }

    form.addEventListener("input", function (event) {
      const control = event.target;
      if (!control.closest(".question")) return;
      standAlone(control);
      showWhatMatters();
      const name = nameOf(control);
      unsaved.set(name, Symbol("typing"));
      remember();
      clearTimeout(pause);
      pause = setTimeout(() => save(name), PAUSE_MS);
    });
    form.addEventListener("change", function (event) {
      clearTimeout(pause);
      if (event.target.closest(".question")) save(nameOf(event.target));
    });

    /* What is typed and not saved survives a reload of this page. */
    function remember() {
      if (unsaved.size === 0) {
        kept((store) => store.removeItem(key));
        return;
      }
      const own = ["_fields", "_version", "csrfmiddlewaretoken"];
      const answers = {};
      for (const name of unsaved.keys()) {
        answers[name] = [...body(name)].filter(([field]) => !own.includes(field));
      }
      const text = JSON.stringify({ version: form.elements._version.value, answers: answers });
      kept((store) => store.setItem(key, text));
    }

    function bringBack() {
      const text = kept((store) => store.getItem(key));
      if (!text) return;
      const stored = JSON.parse(text);
      const names = Object.keys(stored.answers).filter(question);
      form.elements._version.value = stored.version;
      for (const name of names) fill(name, stored.answers[name]);
      say(status.dataset.restored, false);
      showWhatMatters();
      names.forEach(save);
    }

    function fill(name, pairs) {
      const controls = [...question(name).querySelectorAll("input, textarea, select")];
      for (const control of controls) {
        const values = pairs.filter(([field]) => field === control.name).map(([, value]) => value);
        if (control.type === "radio" || control.type === "checkbox") {
          control.checked = values.includes(control.value);
        } else if (control.name === name) {
          control.value = values[0] || "";
        }
      }
      for (const end of [".name", ".value"]) {
        const fields = controls.filter((control) => control.name === name + end);
        const values = pairs.filter(([field]) => field === name + end).map(([, value]) => value);
        while (fields.length && fields.length < values.length) fields.push(addRow(question(name)).find((control) => control.name === name + end));
        fields.forEach((control, n) => { control.value = values[n] || ""; });
      }
    }

    function addRow(each) {
      const rows = each.querySelector("[data-rows]");
      const row = rows.lastElementChild.cloneNode(true);
      const number = rows.children.length + 1;
      const controls = [...row.querySelectorAll("input")];
      controls.forEach(function (control, n) {
        control.value = "";
        control.setAttribute("aria-label", (n ? rows.dataset.valueLabel : rows.dataset.nameLabel).replace("%s", String(number)));
      });
      rows.append(row);
      return controls;
    }

    for (const button of form.querySelectorAll("[data-add-row]")) {
      button.hidden = false;
      button.addEventListener("click", () => addRow(button.closest(".question"))[0].focus());
    }

    form.addEventListener("submit", function (event) {
      leaving = !event.defaultPrevented;
      showWhatMatters();
      if (leaving) kept((store) => store.setItem(SENDING, key));
    });
    window.addEventListener("beforeunload", function (event) {
      if (unsaved.size > 0 && !leaving) event.preventDefault();
    });

    showWhatMatters();
    bringBack();
  }

  /* Lists in another order: by the grip with a finger or a mouse; by buttons with the keyboard. */
  for (const list of document.querySelectorAll("[data-reorder]")) {
    const items = () => [...list.querySelectorAll("[data-item]")];
    if (items().length < 2) continue;
    for (const item of items()) grip(list, item, items);
  }

  function grip(list, item, items) {
    const handle = document.createElement("span");
    handle.className = "grip";
    handle.title = list.dataset.grip;
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⠿";
    item.prepend(handle);
    let over = null;

    function at(y) {
      return items().find(function (each) {
        const box = each.getBoundingClientRect();
        return y >= box.top && y <= box.bottom;
      });
    }

    function end() {
      delete item.dataset.dragged;
      items().forEach(function (each) { delete each.dataset.over; });
    }

    handle.addEventListener("pointerdown", function (event) {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      item.dataset.dragged = "yes";
      over = null;
    });
    handle.addEventListener("pointermove", function (event) {
      if (!item.dataset.dragged) return;
      items().forEach(function (each) { delete each.dataset.over; });
      over = at(event.clientY) || over;
      if (over && over !== item) over.dataset.over = "yes";
    });
    handle.addEventListener("pointercancel", end);
    handle.addEventListener("pointerup", function () {
      const to = over ? items().indexOf(over) : -1;
      end();
      if (to < 0 || over === item) return;
      const form = item.querySelector("form.item-tools");
      const place = document.createElement("input");
      place.type = "hidden";
      place.name = "to";
      place.value = String(to);
      form.append(place);
      form.submit();
    });
  }
})();
