/* Two pictures on top of each other; what is right of the handle shows the first. */

for (const pictures of document.querySelectorAll("[data-slider]")) addSlider(pictures);

function addSlider(box) {
  const pictures = [...box.querySelectorAll("img")];
  if (pictures.length !== 2) return;
  const slider = document.createElement("div");
  const frame = document.createElement("div");
  const handle = document.createElement("input");
  slider.className = box.classList.contains("mirrored") ? "slider mirrored" : "slider";
  frame.className = "slider-frame";
  frame.append(...pictures.map((picture) => picture.cloneNode()));
  handle.type = "range";
  handle.min = 0;
  handle.max = 100;
  handle.value = 50;
  handle.setAttribute("aria-label", box.dataset.label);
  handle.addEventListener("input", show);
  slider.append(frame, handle);
  box.before(slider);
  show();

  function show() {
    frame.lastElementChild.style.clipPath = `inset(0 ${100 - handle.value}% 0 0)`;
  }
}
