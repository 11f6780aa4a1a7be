/* A link into something folded unfolds it; newer browsers do so by themselves. */
"use strict";

(function () {
  function unfold() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView();
  }

  addEventListener("hashchange", unfold);
  unfold();
})();
