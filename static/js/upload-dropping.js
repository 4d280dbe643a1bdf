// Files and folders dropped on the form; the script that sends takes them from there.
async function* within(entry, path = "") {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    yield Object.assign(file, { path: path + file.name });
    return;
  }
  const reader = entry.createReader();
  for (let found = [null]; found.length; ) {
    found = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // a hundred at a time
    for (const each of found) yield* within(each, `${path}${entry.name}/`);
  }
}

const zone = document.querySelector("#send .dropzone");
zone?.querySelector(".dropping").removeAttribute("hidden");
zone?.addEventListener("dragover", (event) => event.preventDefault() ?? (zone.dataset.over = ""));
zone?.addEventListener("dragleave", () => delete zone.dataset.over);
zone?.addEventListener("drop", async (event) => {
  event.preventDefault();
  delete zone.dataset.over;
  const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
  const dropped = items.map((item) => [item.webkitGetAsEntry?.(), item.getAsFile()]); // both are gone after a pause
  const files = [];
  for (const [entry, plain] of dropped) {
    if (entry) for await (const file of within(entry)) files.push(file);
    else if (plain) files.push(plain);
  }
  zone.dispatchEvent(new CustomEvent("dropped", { bubbles: true, detail: files }));
});
