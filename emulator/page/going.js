// The browser's Back and the keys that are typed anywhere: where they lead.

/** Note an open chat in the browser's history, so that a phone's Back leads to the list and not out of the page. */
export function stepIn() {
  if (!isStepIn()) history.pushState({ inside: true }, "");
}

export function isStepIn() {
  return history.state?.inside === true;
}

/** Let Back close what lies on top: a dialog, the panel (`closePanel` says whether it did), then the chat. */
export function followBack({ desk, closePanel }) {
  addEventListener("popstate", () => {
    const { chat, narrow } = desk();
    if (!narrow || isStepIn()) return;
    const dialog = document.querySelector("dialog[open]");
    if (dialog) dialog.close();
    if (dialog || closePanel()) {
      if (chat !== null) stepIn();
    } else if (chat !== null) desk().close();
  });
}

/** Let what is typed anywhere reach the place where one writes. */
export function typeAnywhere(composer) {
  document.addEventListener("keydown", (event) => {
    const paste = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
    const written = [...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    // An input method's first key has no sign of its own yet.
    if (event.defaultPrevented || !(paste || written || event.key === "Process")) return;
    if (event.target.closest("input, textarea, select, dialog, .menu")) return;
    // A space presses the button that has the focus, and scrolls what is read.
    if (event.key === " " && event.target !== document.body) return;
    composer()?.focus({ preventScroll: true });
  });
}
