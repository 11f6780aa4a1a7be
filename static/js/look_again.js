/* A page that waits for a job asks for itself again. */

const LOOK_MS = 3000;

if (document.querySelector("[data-look-again]")) setTimeout(() => window.location.reload(), LOOK_MS);
