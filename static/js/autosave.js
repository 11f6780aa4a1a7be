/* Each answer of the interview is saved as it is given; every page works without this module.
   Answers are sent one after the other, each with the newest version of the page, and again until
   the server has them. */

import { keepExclusive } from "./exclusive_answers.js";
import { entriesOf, fillQuestion, findQuestion, nameOf, showRelevant } from "./questions.js";
import { offerButton, showFaults, showProgress, showProposal, showStatus, texts } from "./save_feedback.js";
import { clearAnswers, markSubmitted, readAnswers, storeAnswers } from "./unsaved_answers.js";

const RETRY_MS = 5000;
const PAUSE_MS = 1500; // after so long without a key an answer is saved while it is being typed
const CONFLICT = 409;
const GONE = 410;
const TOO_MUCH = [413, 429];
const FULL_MS = 30_000; // of a draft that is full: somebody has to make room first

const form = document.querySelector("form[data-autosave]");
if (form) autosave(form);

function autosave(form) {
  const unsaved = new Map(); // name: a mark of the newest change, until the server has it
  let queue = Promise.resolve();
  let isLeaving = false;
  let pause = 0;
  let hasConflict = false; // its message stays in sight until nothing is left unsaved

  function save(name) {
    markUnsaved(name);
    queue = queue.then(() => send(name));
  }

  function markUnsaved(name) {
    unsaved.set(name, Symbol(name));
    store();
  }

  async function send(name) {
    if (!unsaved.has(name)) return;
    const mark = unsaved.get(name);
    if (!hasConflict) showStatus(texts.saving);
    const response = await post(name);
    if (response && [CONFLICT, GONE].includes(response.status)) {
      showConflict(await response.json());
    } else if (response && TOO_MUCH.includes(response.status) && isJson(response)) {
      const seconds = Number(response.headers.get("Retry-After"));
      retryLater((await response.json()).said, seconds * 1000 || FULL_MS);
    } else if (response && response.ok && isJson(response)) {
      receive(await response.json(), name, mark);
    } else {
      retryLater();
    }
  }

  /* The answer of the server; none if the connection is lost. */
  async function post(name) {
    const body = new FormData();
    for (const [field, value] of entriesOf(form, name)) body.append(field, value);
    body.append("_fields", name);
    body.append("_version", form.elements._version.value);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const address = form.getAttribute("action");
    try {
      return await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    } catch {
      return null;
    }
  }

  function receive(values, name, mark) {
    form.elements._version.value = values.version;
    if (unsaved.get(name) === mark) unsaved.delete(name);
    store();
    showFaults(form, values.faults);
    showProgress(values.nav);
    if (values.proposed !== undefined) showProposal(form, values.proposed);
    if (unsaved.size > 0) return;
    hasConflict = false;
    showStatus(values.said);
  }

  function retryLater(reason = texts.failed, delay = RETRY_MS) {
    if (!hasConflict) showStatus(reason, { isFailure: true });
    setTimeout(() => {
      for (const name of unsaved.keys()) queue = queue.then(() => send(name));
    }, delay);
  }

  /* Answered otherwise elsewhere: the whole page is sent, and the answer shows both. */
  function showConflict(values) {
    hasConflict = true;
    showStatus(`${values.said} `, { isFailure: true });
    offerButton(texts.show, () => {
      isLeaving = true;
      markSubmitted();
      form.submit();
    });
  }

  function store() {
    if (unsaved.size === 0) {
      clearAnswers();
      return;
    }
    const answers = {};
    for (const name of unsaved.keys()) answers[name] = entriesOf(form, name);
    storeAnswers(form.elements._version.value, answers);
  }

  function restore() {
    const stored = readAnswers();
    if (!stored) return;
    const names = Object.keys(stored.answers).filter((name) => findQuestion(form, name));
    form.elements._version.value = stored.version;
    for (const name of names) fillQuestion(findQuestion(form, name), name, stored.answers[name]);
    showStatus(texts.restored);
    showRelevant(form);
    names.forEach(save);
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (!button) return;
    event.preventDefault();
    const codes = button.dataset.take.split(" ");
    for (const box of form.querySelectorAll("input[name=changed]")) box.checked = codes.includes(box.value);
    save("changed");
  });
  form.addEventListener("input", (event) => {
    const control = event.target;
    if (!control.closest(".question")) return;
    keepExclusive(form, control);
    showRelevant(form);
    const name = nameOf(control);
    markUnsaved(name);
    clearTimeout(pause);
    pause = setTimeout(() => save(name), PAUSE_MS);
  });
  form.addEventListener("change", (event) => {
    clearTimeout(pause);
    if (event.target.closest(".question")) save(nameOf(event.target));
  });
  form.addEventListener("submit", (event) => {
    isLeaving = !event.defaultPrevented;
    showRelevant(form);
    if (isLeaving) markSubmitted();
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size > 0 && !isLeaving) event.preventDefault();
  });

  showRelevant(form);
  restore();
}

function isJson(response) {
  return (response.headers.get("Content-Type") || "").startsWith("application/json");
}
