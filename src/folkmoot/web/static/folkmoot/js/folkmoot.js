// Small helps on every page. Each is an addition: without this file every page still does its work.

document.documentElement.classList.add("with-js");

/** Moves the reader to the summary of what must be put right. */
function focusSummary(root) {
  root.querySelector("[data-focus]")?.focus();
}

/** Copies a text and says so on the button for two seconds. */
async function copy(button) {
  const before = button.textContent;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = before; }, 2000);
}

/** Closes the open menus of the header, except the one that was touched. */
function closeMenus(except) {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-print]");
  if (button?.matches("[data-print]")) window.print();
  if (button?.matches("[data-copy]")) copy(button);
  closeMenus(event.target.closest("[data-menu]"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelector("[data-menu][open] > summary")?.focus();
  closeMenus(null);
});

document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.detail.target));
focusSummary(document);
