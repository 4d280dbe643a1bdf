// Suggestions under every search box as one types: an ARIA 1.2 combobox with a list. Enter on what was typed searches
// for it, as without scripts; choosing a suggestion goes to its page.
const WAIT = 150; // milliseconds without a key before the site is asked
const FEWEST = 2; // characters worth asking about
const address = document.body.dataset.suggestions;
const spoken = document.getElementById("announcement");
let boxes = 0;
const element = (name, fields) => Object.assign(document.createElement(name), fields);
const write = (on, attributes) => Object.entries(attributes).forEach(([name, value]) => on.setAttribute(name, value));

function option(found, id) {
  const made = element("li", { id, className: "suggestion" });
  write(made, { role: "option", "aria-selected": "false", "data-url": found.url });
  const isOther = found.matched && !found.label.toLowerCase().includes(String(found.matched).toLowerCase());
  const more = [found.kind_label, isOther && `“${found.matched}”`, found.count?.toLocaleString("en-US")];
  made.append(element("span", { textContent: found.label }), " ");
  made.append(element("span", { className: "muted", textContent: more.filter(Boolean).join(", ") }));
  return made;
}

class Suggestions {
  constructor(input) {
    this.input = input;
    this.list = element("ul", { id: `suggestions-${++boxes}`, className: "suggestions plain" });
    write(this.list, { role: "listbox", "aria-label": "Suggestions" });
    write(input, { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": this.list.id });
    this.open(false);
    input.parentElement.classList.add("combobox");
    input.after(this.list);
    input.oninput = () => this.ask();
    input.onkeydown = (event) => this.key(event);
    input.onblur = () => this.close();
    this.list.onmousedown = (event) => event.preventDefault(); // keeps the focus in the box
    this.list.onclick = (event) => this.go(event.target.closest("li"));
  }

  async ask() {
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    const q = this.input.value.trim();
    if (q.length < FEWEST) return void this.close();
    await new Promise((resolve) => setTimeout(resolve, WAIT));
    if (signal.aborted) return;
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q })}`, { signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const { results } = await answer.json();
      this.list.replaceChildren(...results.map((found, place) => option(found, `${this.list.id}-${place}`)));
      this.open(results.length > 0);
      spoken.textContent = `${results.length || "No"} suggestion${results.length === 1 ? "" : "s"}`;
    } catch {
      if (!signal.aborted) this.close(); // without suggestions the box still searches
    }
  }

  open(isOpen) {
    this.mark(null);
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", isOpen);
  }

  close() {
    this.asking?.abort();
    if (!this.list.hidden) spoken.textContent = "";
    this.open(false);
  }

  mark(chosen) {
    this.chosen?.setAttribute("aria-selected", "false");
    this.chosen = chosen;
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen?.id ?? "");
  }

  key(event) {
    if (event.key === "Enter" && !this.chosen) return this.close(); // and the form is sent
    const options = this.list.hidden ? [] : [...this.list.children];
    if (!options.length) return event.key === "ArrowDown" ? this.ask() : undefined;
    const [place, last] = [options.indexOf(this.chosen), options.at(-1)];
    const to = { ArrowDown: options[place + 1], ArrowUp: place < 0 ? last : options[place - 1] };
    if (this.chosen) Object.assign(to, { Home: options[0], End: last });
    if (event.key in to) this.mark(to[event.key] ?? null); // before the first and after the last: what was typed
    else if (event.key === "Enter") this.go(this.chosen);
    else if (event.key === "Escape") this.close();
    else return undefined;
    return event.preventDefault();
  }

  go(chosen) {
    this.close();
    const choose = { detail: chosen?.dataset.url, bubbles: true, cancelable: true };
    if (chosen && this.input.dispatchEvent(new CustomEvent("choose", choose))) location.assign(choose.detail);
  }
}

const enhance = () =>
  document.querySelectorAll('input[type="search"][name="q"]:not([role])').forEach((input) => new Suggestions(input));
document.addEventListener("htmx:load", enhance);
enhance();
