/* What was typed on a page and has not reached the server survives a reload of that page. It is
   kept in the session storage of the tab, and forgotten once a page has come in answer to it; going
   back after a failure brings it back. Every page of a draft loads this module. */

const KEY = `unsaved:${location.pathname}`;
const SUBMITTED = "sending";

function useStorage(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null; // a browser that keeps nothing still saves to the server
  }
}

export function storeAnswers(version, answers) {
  const text = JSON.stringify({ version, answers });
  useStorage((storage) => storage.setItem(KEY, text));
}

export function clearAnswers() {
  useStorage((storage) => storage.removeItem(KEY));
}

export function readAnswers() {
  const text = useStorage((storage) => storage.getItem(KEY));
  return text ? JSON.parse(text) : null;
}

/* The whole page is on its way to the server. */
export function markSubmitted() {
  useStorage((storage) => storage.setItem(SUBMITTED, KEY));
}

function forgetSubmitted() {
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation && navigation.type !== "navigate") return;
  useStorage((storage) => {
    const submitted = storage.getItem(SUBMITTED);
    if (submitted) storage.removeItem(submitted);
    storage.removeItem(SUBMITTED);
  });
}

forgetSubmitted();
