// The admin's form waits with being sent until Wagtail's autosave has ended. A new page that is published while
// it is being saved for the first time would be there twice.

let saving = false;
let waiting = null;

window.addEventListener("w-autosave:save", (event) => { saving = !event.defaultPrevented; });

for (const end of ["w-autosave:success", "w-autosave:error"]) {
  window.addEventListener(end, () => {
    saving = false;
    if (!waiting) return;
    const { target, submitter } = waiting;
    waiting = null;
    // A pressed button is disabled meanwhile, and what is disabled is not sent.
    if (submitter) submitter.disabled = false;
    target.requestSubmit(submitter);
  });
}

window.addEventListener("submit", (event) => {
  // Who presses again wants it now.
  if (!saving || waiting || !event.target.matches("[data-controller~=w-autosave]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting = event;
}, true);
