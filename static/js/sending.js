/* Files that are dropped or chosen are sent one by one, each with its progress. */

/* `take` gets the files that are dropped on a form. */
export function takeDropped(form, take) {
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    take(event.dataTransfer.files);
  });
}

export function addRow(list, file, text) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const state = document.createElement("span");
  const bar = document.createElement("progress");
  name.textContent = file.name;
  state.textContent = text;
  bar.max = file.size || 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.append(name, state, bar);
  list.append(item);
  list.hidden = false;
  return { item, state, bar };
}

export function withToken(form) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  return body;
}

/* Resolves with what the server answered, an empty answer where that is not its own JSON (signed
   out meanwhile, or refused before it came to the page), and null where the connection broke off.
   XMLHttpRequest, since fetch tells nothing of the progress of a request. */
export function sendFile(form, address, file, bar) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = withToken(form);
    body.append("files", file);
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => { bar.value = event.loaded; });
    request.addEventListener("error", () => resolve(null));
    request.addEventListener("load", () => resolve(parsed(request.responseText)));
    request.send(body);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text) || {};
  } catch {
    return {};
  }
}
