// Offers codes, acronyms and partners while one writes in a search box. The list is the browser's own, so keyboard
// and screen reader work as everywhere; without this script the box still searches.
"use strict";
for (const box of document.querySelectorAll("input[data-completions]")) {
  const list = document.getElementById(box.getAttribute("list"));
  let waiting, last = "";
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const text = box.value.trim();
      if (text.length < 2 || text === last) return;
      last = text;
      const response = await fetch(`${box.dataset.completions}?q=${encodeURIComponent(text)}`);
      if (!response.ok || box.value.trim() !== text) return;
      const offers = (await response.json()).results;
      list.replaceChildren(...offers.map((offer) => Object.assign(document.createElement("option"), { value: offer.text })));
    }, 150);
  });
}
