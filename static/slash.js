// The key “/” puts the cursor in the search box, unless one is writing. Who does not want it turns it off on the
// search page; the browser remembers, no cookie does.
"use strict";
const SLASH = "slash-is-off";
const isOff = () => { try { return localStorage.getItem(SLASH) === "yes"; } catch { return false; } };
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("form[role=search] input[type=search]");
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || !box || isOff()) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  box.focus();
  box.select();
});
for (const control of document.querySelectorAll("[data-slash]")) {
  const check = control.querySelector("input");
  check.checked = !isOff();
  check.addEventListener("change", () => { try { localStorage.setItem(SLASH, check.checked ? "no" : "yes"); } catch { /* not remembered */ } });
  control.hidden = false;
}
