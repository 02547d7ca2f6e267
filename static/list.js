// A list that changes in place: what htmx leaves to the page. Without these scripts, the same links and forms lead to
// the same addresses.
"use strict";
let focused, unfolded;
document.addEventListener("htmx:configRequest", ({ detail: { formData } }) => {
  // A control left empty asks nothing: it is left out of the address.
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  // A link to another page goes on from the first row; any other control keeps the focus.
  focused = event.detail.requestConfig.elt.closest(".pages") ? "rows" : document.activeElement.id;
  unfolded = [...document.querySelectorAll("#list details[open]")].map((each) => each.id);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  const heading = document.querySelector("#list h1"), rows = document.getElementById("rows");
  heading.tabIndex = -1;
  (document.getElementById(focused) ?? heading).focus({ preventScroll: true });
  document.getElementById("announcement").textContent = [heading, rows].map((each) => each?.textContent).join(". ");
});
document.addEventListener("htmx:pushedIntoHistory", () => {
  for (const each of document.querySelectorAll("[hreflang]")) each.href = each.href.split("?")[0] + location.search;
});
// What the server could not answer, it says on a page of its own.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => location.assign(event.detail.pathInfo.finalRequestPath));
}
