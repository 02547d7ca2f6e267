// Gives the search box that Select2 puts into a list of several choices the name of that list: it comes without one.
django.jQuery(() => {
  for (const select of document.querySelectorAll("select.admin-autocomplete[multiple]")) {
    const box = select.parentElement.querySelector(".select2-search__field");
    if (box && select.labels.length) {
      box.setAttribute("aria-label", select.labels[0].textContent.replace(/:\s*$/, ""));
    }
  }
});
