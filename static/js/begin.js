/* Files are sent as they are dropped or chosen, each with its progress; then the strip opens.
   Without this module the form sends them all at once. */

import { addRow, sendFile, takeDropped, withToken } from "./sending.js";

const form = document.querySelector("[data-begin]");
if (form) enable(form);

function enable(form) {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector(".begin-files");
  const status = form.querySelector("[data-status]");
  const next = form.querySelector("[data-next]");
  let target = null;
  let failed = 0;

  form.querySelector("[data-here]").hidden = false;
  input.addEventListener("change", () => upload(input.files));
  takeDropped(form, upload);

  async function upload(files) {
    if (!files.length) return;
    const rows = [...files].map((file) => ({ file, ...addRow(list, file, list.dataset.sending) }));
    input.value = "";
    try {
      target ||= await beginDraft();
    } catch (error) {
      for (const row of rows) finish(row, error.message || list.dataset.failed);
      return;
    }
    for (const row of rows) {
      finish(row, problemOf(await sendFile(form, target.files, row.file, row.bar)));
    }
    status.textContent = status.dataset.done;
    next.href = target.next;
    if (failed) next.hidden = false;
    else window.location.assign(target.next);
  }

  async function beginDraft() {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: withToken(form),
    });
    if (response.redirected) window.location.assign(response.url);
    const answer = await response.json();
    if (!response.ok && answer.next) window.location.assign(answer.next);
    if (!response.ok) throw new Error(answer.error || "");
    return answer;
  }

  function problemOf(answer) {
    if (answer?.files) return answer.files[0].why;
    return answer?.error || list.dataset.failed;
  }

  function finish(row, problem) {
    failed += problem ? 1 : 0;
    row.state.textContent = problem || list.dataset.sent;
    row.bar.value = row.bar.max;
  }
}
