/* Files are uploaded as they are dropped or chosen, a few at a time, each with its progress. Without
   this module the form sends them all at once. */

import { LostUploads } from "./lost_uploads.js";
import { addRow, sendFile, takeDropped } from "./sending.js";

const MAX_AT_ONCE = 3;
const REFRESH_MS = 1500;

const form = document.querySelector("[data-drop]");
if (form && window.htmx) enableUploads(form);

function enableUploads(form) {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector(".sending");
  const overall = form.querySelector("[data-overall]");
  const status = form.querySelector("[data-said]");
  const stored = document.querySelector("#files-box");
  const lostBox = document.querySelector("[data-lost]");
  const lost = new LostUploads(lostBox, `sending ${form.action}`, countNamed);
  const waiting = [];
  const sending = new Set();
  const failed = new Set();
  let total = 0;
  let done = 0;
  let refreshedAt = 0;
  let requestedAt = 0;
  let pause = REFRESH_MS;

  form.querySelector(".drop-here").hidden = false;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    uploadChosen();
  });
  takeDropped(form, upload);
  window.addEventListener("beforeunload", (event) => {
    if (sending.size || waiting.length) event.preventDefault();
  });
  stored.addEventListener("htmx:afterSwap", () => {
    if (requestedAt) pause = Math.max(REFRESH_MS, 4 * (Date.now() - requestedAt));
    requestedAt = 0;
    for (const row of list.querySelectorAll("[data-kept]")) {
      if (document.getElementById(`file-${row.dataset.kept}`)) row.remove();
    }
    list.hidden = !list.childElementCount;
  });
  lostBox.querySelector("[data-choose]").addEventListener("click", () => {
    input.addEventListener("change", uploadChosen, { once: true });
    input.click();
  });
  lostBox.querySelector("[data-forget]").addEventListener("click", () => {
    lost.forgetAll();
    storePending();
    lost.show();
    input.focus();
  });

  function uploadChosen() {
    upload(input.files);
    input.value = "";
  }

  function upload(files) {
    for (const file of files) {
      const row = addRow(list, file, list.dataset.waiting);
      waiting.push({ file, row, before: countNamed(file.name) });
      lost.forget(file.name, file.size);
    }
    total += files.length;
    storePending();
    lost.show();
    sendNext();
  }

  function sendNext() {
    while (waiting.length && sending.size < MAX_AT_ONCE) send(waiting.shift());
    const isOver = !sending.size && !waiting.length;
    overall.hidden = isOver || total < 2;
    overall.textContent = overall.dataset.text.replace("{done}", done).replace("{all}", total);
    if (!isOver) return;
    status.textContent = failed.size ? status.dataset.some : status.dataset.done;
    total = done = 0;
  }

  async function send(entry) {
    sending.add(entry);
    entry.row.state.textContent = list.dataset.sending;
    const answer = await sendFile(form, form.action, entry.file, entry.row.bar);
    const [receipt] = answer?.files || [];
    if (receipt?.id) entry.row.item.dataset.kept = receipt.id;
    // Without a receipt: the server's own trouble, such as a full disk, or the connection's.
    const trouble = answer ? answer.error || list.dataset.refused : list.dataset.failed;
    finish(entry, receipt ? receipt.why : trouble);
  }

  function finish(entry, failure) {
    sending.delete(entry);
    done += 1;
    entry.row.state.textContent = failure || list.dataset.kept;
    if (failure) {
      offerRetry(entry);
    } else {
      entry.row.bar.remove();
    }
    storePending();
    sendNext();
    refresh(!sending.size);
  }

  function offerRetry(entry) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = list.dataset.again;
    button.addEventListener("click", () => {
      button.remove();
      failed.delete(entry);
      entry.row.bar.value = 0;
      entry.row.state.textContent = list.dataset.waiting;
      total += 1;
      waiting.push(entry);
      sendNext();
    });
    failed.add(entry);
    entry.row.item.append(button);
  }

  /* The list below shows what is stored and how far it is read; not after every one of many, and
     the longer the list takes the more seldom. */
  function refresh(isLast) {
    if (!isLast && Date.now() - refreshedAt < pause) return;
    refreshedAt = requestedAt = Date.now();
    window.htmx.trigger(document.body, "sent");
  }

  function countNamed(name) {
    const shown = [...stored.querySelectorAll("[data-name]")];
    return shown.filter((file) => file.dataset.name === name).length;
  }

  function storePending() {
    const entries = [...sending, ...waiting, ...failed];
    lost.store(entries.map(({ file, before }) => ({ name: file.name, size: file.size, before })));
  }
}
