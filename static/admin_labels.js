// Names what the scripts of the administration put into a page without a name: lists with a search box, and help signs.
"use strict";
{
  const nameOf = (select) =>
    select.getAttribute("aria-label") || (select.labels[0]?.textContent ?? "").trim().replace(/\s*:$/, "");

  // A closed list says its name and what is chosen; in a list of several choices, the search box stands in its place.
  const label = (select) => {
    const list = select.nextElementSibling;
    const closed = list?.querySelector(".select2-selection--single");
    list?.querySelector(".select2-search__field")?.setAttribute("aria-label", nameOf(select));
    if (!closed) return;
    const chosen = closed.querySelector(".select2-selection__rendered");
    chosen.removeAttribute("role");
    chosen.removeAttribute("aria-readonly");
    closed.id = `${chosen.id}-list`;
    closed.setAttribute("aria-label", nameOf(select));
    closed.setAttribute("aria-labelledby", `${closed.id} ${chosen.id}`);
  };

  const labelIn = (part) => part.querySelectorAll("select.select2-hidden-accessible").forEach(label);

  const labelOpened = (event) => {
    const list = document.querySelector(".select2-container--open [role=combobox]");
    list?.setAttribute("aria-controls", list.getAttribute("aria-owns"));
    for (const part of document.querySelectorAll(".select2-dropdown :is(.select2-search__field, [role=listbox])")) {
      part.setAttribute("aria-label", nameOf(event.target));
    }
  };

  const $ = window.django?.jQuery;
  if ($) {
    $(() => labelIn(document));
    $(document).on("select2:open", labelOpened);
    document.addEventListener("formset:added", (event) => labelIn(event.target));
  }
  window.addEventListener("load", () => {
    for (const sign of document.querySelectorAll("span.help-tooltip")) sign.setAttribute("role", "img");
  });
}
