/* Files are sent as they are dropped or chosen, each with its progress; then the strip opens.
   Without this module the form sends them all at once. */

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
  for (const name of ["dragover", "dragenter"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    upload(event.dataTransfer.files);
  });

  async function upload(files) {
    if (!files.length) return;
    const rows = [...files].map(addRow);
    input.value = "";
    try {
      target ||= await beginDraft();
    } catch (error) {
      for (const row of rows) finish(row, error.message || list.dataset.failed);
      return;
    }
    for (const row of rows) await send(row);
    status.textContent = status.dataset.done;
    next.href = target.next;
    if (failed) next.hidden = false;
    else window.location.assign(target.next);
  }

  async function beginDraft() {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
    });
    if (response.redirected) window.location.assign(response.url);
    const answer = await response.json();
    if (!response.ok && answer.next) window.location.assign(answer.next);
    if (!response.ok) throw new Error(answer.error || "");
    return answer;
  }

  function addRow(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const state = document.createElement("span");
    const bar = document.createElement("progress");
    name.textContent = file.name;
    state.textContent = list.dataset.sending;
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    item.append(name, bar, state);
    list.append(item);
    list.hidden = false;
    return { file, state, bar };
  }

  /* XMLHttpRequest, since fetch tells nothing of the progress of a request. */
  function send(row) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
      body.append("files", row.file);
      request.open("POST", target.files);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => { row.bar.value = event.loaded; });
      request.addEventListener("error", () => { finish(row, list.dataset.failed); resolve(); });
      request.addEventListener("load", () => { finish(row, problemOf(request)); resolve(); });
      request.send(body);
    });
  }

  function problemOf(request) {
    try {
      const answer = JSON.parse(request.responseText);
      return answer.files ? answer.files[0].why : answer.error || list.dataset.failed;
    } catch {
      return list.dataset.failed;
    }
  }

  function finish(row, problem) {
    failed += problem ? 1 : 0;
    row.state.textContent = problem || list.dataset.sent;
    row.bar.value = row.bar.max;
  }
}
