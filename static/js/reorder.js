/* Items are put into another order by a grip, with a finger or a mouse; by buttons with the keyboard.
   A list whose `data-reorder` is `sideways` lies on its side. */

for (const list of document.querySelectorAll("[data-reorder]")) addGrips(list);

export function addGrips(list) {
  const items = itemsOf(list);
  if (items.length > 1) items.forEach((item) => addGrip(list, item));
}

function itemsOf(list) {
  return [...list.querySelectorAll("[data-item]")];
}

function addGrip(list, item) {
  const grip = document.createElement("span");
  grip.className = "grip";
  grip.title = list.dataset.grip;
  grip.setAttribute("aria-hidden", "true");
  grip.textContent = "⠿";
  item.prepend(grip);
  let target = null;

  grip.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    item.dataset.dragged = "yes";
    target = null;
  });
  grip.addEventListener("pointermove", (event) => {
    if (!item.dataset.dragged) return;
    unmarkTargets(list);
    target = itemAt(list, event) || target;
    if (target && target !== item) target.dataset.over = "yes";
  });
  grip.addEventListener("pointercancel", () => stopDragging(list, item));
  grip.addEventListener("pointerup", () => {
    stopDragging(list, item);
    if (target && target !== item) moveTo(item, itemsOf(list).indexOf(target));
  });
}

function itemAt(list, { clientX: x, clientY: y }) {
  return itemsOf(list).find((item) => {
    const box = item.getBoundingClientRect();
    if (list.dataset.reorder === "sideways") return x >= box.left && x <= box.right;
    return y >= box.top && y <= box.bottom;
  });
}

function stopDragging(list, item) {
  delete item.dataset.dragged;
  unmarkTargets(list);
}

function unmarkTargets(list) {
  for (const item of itemsOf(list)) delete item.dataset.over;
}

function moveTo(item, place) {
  const form = item.querySelector("form.item-tools");
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "to";
  input.value = String(place);
  form.append(input);
  form.requestSubmit();
}
