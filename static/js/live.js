// htmx fetches the whole page and shows its main part. Here is what that would spoil or leave out: the focus, what
// stands open, half-typed words, the head, and saying how it ended.
const [main, spoken] = ["main", "announcement"].map((id) => document.getElementById(id));
const WRITTEN = "[type=text], [type=search]";
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
  const answered = [focused?.defaultValue, ...(request?.formData.values() ?? [])]; // all other words are half-typed
  const folding = request?.triggeringEvent?.type === "submit" ? "details:not(.filters)" : "details";
  kept = {
    focused: focused && placeOf(focused),
    typed: focused?.matches(WRITTEN) && !answered.includes(focused.value) ? focused.value : null,
    folds: [...main.querySelectorAll(folding)].map((each) => [placeOf(each), each.open]),
  };
}

function restore(html) {
  if (!kept) return;
  const { focused, typed, folds } = kept;
  kept = null;
  for (const [place, open] of folds) {
    const found = at(place);
    if (found && !found.querySelector(".field-error")) found.open = open;
  }
  for (const old of document.head.querySelectorAll(HEAD)) old.remove();
  document.head.append(...new DOMParser().parseFromString(html, "text/html").querySelectorAll(HEAD));
  const outcome = main.querySelector(OUTCOME);
  if (focused && restoreFocus(focused, typed, outcome) === outcome) return;
  const words = outcome && !outcome.closest('[role="alert"]') ? outcome.textContent.replace(/\s+/g, " ").trim() : "";
  spoken.textContent = spoken.textContent === words ? `${words}\u00a0` : words; // the same words twice are said twice
}

// On the control used; where that is gone, as a filter taken out is, on what says how it ended.
function restoreFocus(focused, typed, outcome) {
  const found = at(focused);
  const target = found?.checkVisibility() ? found : outcome;
  if (target !== found) target?.setAttribute("tabindex", "-1");
  target?.focus();
  if (target === found && found?.matches(WRITTEN)) found.setSelectionRange(found.value.length, found.value.length);
  if (typed === null || target !== found) return target;
  found.value = typed;
  found.addEventListener("blur", () => found.dispatchEvent(new Event("change", { bubbles: true })), { once: true });
  return target;
}

function fail(why, path) {
  document.getElementById("failure")?.remove();
  const make = (name, fields) => Object.assign(document.createElement(name), fields);
  const box = make("section", { id: "failure", className: "problems failure", role: "alert" });
  const again = make("a", { href: path, textContent: "Try again" });
  box.append(`${why} What is shown does not have your last change. `, again);
  main.prepend(box);
}

const pathOf = ({ pathInfo }) => pathInfo.responsePath || pathInfo.finalRequestPath;
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const given = [...detail.formData].filter(([, value]) => value.trim()); // fields left blank stay out of the address
  for (const name of [...detail.formData.keys()]) detail.formData.delete(name);
  for (const [name, value] of given) detail.formData.append(name, value);
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.shouldSwap) return;
  detail.shouldSwap = detail.serverResponse.includes('id="main"');
  if (detail.shouldSwap) keep(detail.requestConfig);
  else fail("The answer was not a page of this site.", pathOf(detail));
});
document.addEventListener("htmx:afterSettle", ({ detail }) => detail.xhr && restore(detail.xhr.responseText));
document.addEventListener("htmx:responseError", ({ detail }) =>
  fail(`The site could not answer (error ${detail.xhr.status}).`, pathOf(detail)));
document.addEventListener("htmx:sendError", ({ detail }) => fail("The site could not be reached.", pathOf(detail)));
document.addEventListener("htmx:timeout", ({ detail }) => fail("The site took too long to answer.", pathOf(detail)));
// Back and forward fetch the page of the address anew; what cannot be fetched so is left to the browser.
document.addEventListener("htmx:historyCacheMissLoadError", () => location.reload());
document.addEventListener("htmx:historyCacheMiss", ({ detail }) => (detail.xhr.onerror = () => location.reload()));
document.addEventListener("htmx:historyCacheMissLoad", () => keep());
document.addEventListener("htmx:historyRestore", ({ detail }) => restore(detail.serverResponse));

if (window.htmx) document.documentElement.classList.add("live");
