/* A link into something folded unfolds it; newer browsers do so by themselves. */

function unfoldTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  target.scrollIntoView();
}

window.addEventListener("hashchange", unfoldTarget);
unfoldTarget();
