// The evidence list: filters apply without a reload, every state keeps its address. Without this script the form
// and the links do the same. On the page of an item: the buttons that copy a reference.

const evidence = document.getElementById("evidence");
const parts = ["evidence-facets", "evidence-list"];
const WAIT = 350;
let running;

function address(form) {
  const query = new URLSearchParams(
    [...new FormData(form)].filter(([name, value]) => value && !(name === "sort" && value === "newest")),
  );
  const text = query.toString();
  return form.action.split("?")[0] + (text ? `?${text}` : "");
}

// What has the focus keeps it: parts are replaced, and the same element is found again by its id.
function replaceParts(page) {
  const focused = document.activeElement?.id;
  const caret = document.activeElement?.selectionStart;
  for (const id of parts) {
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  }
  if (focused && document.activeElement?.id !== focused) {
    const again = document.getElementById(focused);
    again?.focus({ preventScroll: true });
    if (again?.type === "text" && caret != null) again.setSelectionRange(caret, caret);
  }
}

async function show(url, { push = true, toTop = false } = {}) {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  evidence.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("evidence-list")) throw new Error("another page");
    if (push) history.pushState(null, "", url);
    const open = document.getElementById("dots-table")?.open;
    replaceParts(page);
    if (open && document.getElementById("dots-table")) document.getElementById("dots-table").open = true;
    document.title = page.title;
    const count = document.getElementById("evidence-count");
    document.getElementById("evidence-status").textContent = count.textContent.trim();
    // The words are the visitor's while they type; on the way back they are the address's.
    const words = page.getElementById("q").value;
    const field = document.getElementById("q");
    if (document.activeElement !== field || !push) field.value = words;
    if (toTop) {
      count.focus();
      count.scrollIntoView({ block: "start" });
    }
    evidence.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

if (evidence) {
  const form = evidence.querySelector("form");
  let waiting;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show(address(form));
  });
  form.addEventListener("change", (event) => {
    if (event.target.id === "q") return;
    if (form.reportValidity()) show(address(form));
  });
  form.addEventListener("input", (event) => {
    if (event.target.id !== "q") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(address(form)), WAIT);
  });
  evidence.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-evidence-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    clearTimeout(waiting);
    document.getElementById("q").value = new URL(link.href).searchParams.get("q") ?? "";
    show(link.href, { toTop: true });
  });
  addEventListener("popstate", () => show(location.href, { push: false }));
  const narrow = evidence.querySelector(".evidence__narrow");
  // Beside the list there is room for the facets: they are open from the start.
  if (matchMedia("(min-width: 60em)").matches) narrow.open = true;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const status = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = "The reference is copied.";
      button.dataset.done = "true";
    } catch {
      status.textContent = "Your browser did not allow it. Please mark the reference and copy it.";
      getSelection().selectAllChildren(button.parentElement.querySelector(".cite__text"));
    }
    status.classList.remove("hidden");
  });
}
