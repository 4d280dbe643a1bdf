// Keys of the review desk. Every one does what a link or a button of the page does.
(() => {
  "use strict";
  const typing = (element) => element.closest("input, select, textarea, [contenteditable]");
  const go = (selector) => document.querySelector(selector)?.click();
  const keys = {
    j: () => go('a[rel="next"]'),
    k: () => go('a[rel="prev"]'),
    r: () => document.querySelector("button[data-release]")?.focus(), // pressed with Enter, never by one stray key
    "/": () => document.querySelector(".desk-facts input, .desk-facts textarea, .desk-facts select, .desk-filters input[type=text]")?.focus(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // What was typed is not lost by going on: the browser asks first.
  const form = document.querySelector(".desk-case form");
  let changed = Boolean(form?.querySelector(".errorlist"));
  form?.addEventListener("input", () => { changed = true; });
  form?.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
