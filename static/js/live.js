// htmx fetches the whole page and shows its main part. Here is what that would spoil or leave out: the focus, what
// stands open, half-typed words, the head, and saying how it ended.
const [main, spoken] = ["main", "announcement"].map((id) => document.getElementById(id));
const WRITTEN = "[type=text][name], [type=search][name]";
const OUTCOME = ".count, .problems h2, .empty h2"; // what says how it ended
const HEAD = 'link[rel="alternate"], link[rel="canonical"], meta[name="robots"]';
let kept;

// How to find an element, or its like in the next page: its nearest id and its place in there.
// Links to one address can be different things: their words must agree.
function placeOf(element) {
  const home = element.closest("[id]");
  if (home === element) return { home: element.id };
  const has = (name) => (element.hasAttribute(name) ? `[${name}="${CSS.escape(element.getAttribute(name))}"]` : "");
  const kind = element.localName + has("name") + (element.type === "text" ? "" : has("value")) + has("href");
  const words = element.matches("a") && element.textContent;
  return { home: home.id, kind, words, index: alike(home, kind, words).indexOf(element) };
}

const alike = (home, kind, words) =>
  [...(home?.querySelectorAll(kind) ?? [])].filter((each) => !words || each.textContent === words);

function at({ home, kind, words, index }) {
  const found = document.getElementById(home);
  return kind ? alike(found, kind, words)[index] : found;
}

function keep(request) {
  const focused = main.contains(document.activeElement) ? document.activeElement : null;
  const sent = [...(request?.formData.values() ?? [])];
  const isHalfTyped = ({ value, defaultValue }) => value.trim() !== defaultValue.trim() && !sent.includes(value);
  const folding = request?.triggeringEvent?.type === "submit" ? "details:not(.filters)" : "details";
  kept = {
    focused: focused && placeOf(focused),
    top: focused?.getBoundingClientRect().top,
    typed: [...main.querySelectorAll(WRITTEN)].filter(isHalfTyped).map((each) => [each.id, each.value, each.defaultValue]),
    folds: [...main.querySelectorAll(folding)].map((each) => [placeOf(each), each.open]),
  };
}

function restore(html) {
  if (!kept) return;
  const { focused, top, typed, folds } = kept;
  kept = null;
  for (const [place, open] of folds) {
    const found = at(place);
    if (found && !found.querySelector(".field-error")) found.open = open;
  }
  for (const old of document.head.querySelectorAll(HEAD)) old.remove();
  document.head.append(...new DOMParser().parseFromString(html, "text/html").querySelectorAll(HEAD));
  const outcome = main.querySelector(OUTCOME);
  const target = focused && restoreFocus(focused, top, outcome);
  for (const [id, words, before] of typed) retype(document.getElementById(id), words, before);
  if (target && target === outcome) return;
  const words = outcome && !outcome.closest('[role="alert"]') ? outcome.textContent.replace(/\s+/g, " ").trim() : "";
  spoken.textContent = spoken.textContent === words ? `${words}\u00a0` : words; // the same words twice are said twice
}

// On the control used, where it was on the screen; where that is gone, as a filter taken out is, on what says how it
// ended.
function restoreFocus(focused, top, outcome) {
  const found = at(focused);
  const target = found?.checkVisibility() ? found : outcome;
  if (target !== found) target?.setAttribute("tabindex", "-1");
  target?.focus({ preventScroll: target === found });
  if (target === found) scrollBy({ top: found.getBoundingClientRect().top - top, behavior: "instant" });
  if (target === found && found?.matches(WRITTEN)) found.setSelectionRange(found.value.length, found.value.length);
  return target;
}

// Words not yet sent go on standing in their field, unless the answer has others there. A filter's are then sent: when
// the field is left, or at once where it was left for what was used.
function retype(field, words, before) {
  const isHere = field === document.activeElement;
  if (!field || field.value === words || (!isHere && field.defaultValue !== before)) return;
  field.value = words;
  const send = () => field.dispatchEvent(new Event("change", { bubbles: true }));
  if (isHere) field.addEventListener("blur", send, { once: true });
  else send();
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const given = [...detail.formData].filter(([, value]) => value.trim()); // fields left blank stay out of the address
  for (const name of [...detail.formData.keys()]) detail.formData.delete(name);
  for (const [name, value] of given) detail.formData.append(name, value);
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => detail.shouldSwap && keep(detail.requestConfig));
document.addEventListener("htmx:afterSettle", ({ detail }) => detail.xhr && restore(detail.xhr.responseText));
// Back and forward fetch the page of the address anew; what cannot be fetched so is left to the browser.
document.addEventListener("htmx:historyCacheMissLoadError", () => location.reload());
document.addEventListener("htmx:historyCacheMiss", ({ detail }) => (detail.xhr.onerror = () => location.reload()));
document.addEventListener("htmx:historyCacheMissLoad", () => keep());
document.addEventListener("htmx:historyRestore", ({ detail }) => restore(detail.serverResponse));

// On a phone the filters stand above the results: the way to these folds them away.
document.addEventListener("click", ({ target }) => {
  if (target.matches('.to-results[href="#results"]')) target.closest("details").open = false;
});

if (window.htmx) document.documentElement.classList.add("live");
