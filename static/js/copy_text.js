/* A button that copies the text beside it; where a browser cannot, the text can still be selected. */

for (const box of document.querySelectorAll("[data-copy]")) {
  if (navigator.clipboard) offerCopy(box);
}

function offerCopy(box) {
  const button = box.querySelector("button");
  const field = box.querySelector("input, textarea");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    box.querySelector(".said").textContent = button.dataset.copied;
  });
}
