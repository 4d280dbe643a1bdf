// A field above each long list of options that leaves only those with the words typed. Ticked ones always stay.
const PAUSE = 400; // milliseconds without a key before the number of matches is said
const spoken = document.getElementById("announcement");
const typed = new Map(); // by the field's id: outlives a swap of the page
let timer;

const ownWords = (item) => (item.querySelector("label, a") ?? item).textContent.toLowerCase();

// An item stays with its own words, with those of one inside it, or with those of one around it.
function narrow(list, words) {
  const items = [...list.querySelectorAll("li")];
  const matching = new Set(items.filter((item) => words.every((word) => ownWords(item).includes(word))));
  for (const item of items) {
    const inside = [...item.querySelectorAll("li")].some((each) => matching.has(each));
    const around = matching.has(item.parentElement.closest("li"));
    item.hidden = !(matching.has(item) || inside || around || item.querySelector("input:checked"));
  }
  for (const more of list.querySelectorAll("details")) unfold(more, words.length > 0);
  return matching.size;
}

// What stands behind "show all" is looked through too; afterwards it is as it was.
function unfold(more, isNarrowed) {
  if (isNarrowed && more.dataset.was === undefined) more.dataset.was = more.open ? "open" : "";
  if (isNarrowed) more.open = true;
  else if (more.dataset.was !== undefined) {
    more.open = more.dataset.was === "open";
    delete more.dataset.was;
  }
}

function enhance(list, place) {
  if (list.querySelector(":scope > .find")) return;
  const id = `find-${list.closest("[id]")?.id ?? place}`;
  const box = Object.assign(document.createElement("div"), { className: "find" });
  const label = Object.assign(document.createElement("label"), { htmlFor: id });
  label.textContent = `Find in ${list.dataset.filterList || "this list"}`;
  const input = Object.assign(document.createElement("input"), { id, type: "text", autocomplete: "off" });
  box.append(label, input);
  const apply = () => narrow(list, input.value.toLowerCase().split(/\s+/).filter(Boolean));
  input.addEventListener("input", () => {
    typed.set(id, input.value);
    const found = apply();
    clearTimeout(timer);
    timer = setTimeout(() => (spoken.textContent = `${found} option${found === 1 ? "" : "s"} match`), PAUSE);
  });
  input.addEventListener("change", (event) => event.stopPropagation()); // it is not a filter of the decisions
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key !== "Escape" || !input.value) return;
    input.value = "";
    input.dispatchEvent(new Event("input"));
  });
  const legend = list.querySelector(":scope > legend");
  if (legend) legend.after(box);
  else list.prepend(box);
  input.value = typed.get(id) ?? "";
  if (input.value) apply();
}

const enhanceAll = () => document.querySelectorAll("[data-filter-list]").forEach(enhance);
document.addEventListener("htmx:load", enhanceAll);
enhanceAll();
