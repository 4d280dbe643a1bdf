// Sends many files in several requests to one upload. Without it the form sends everything at once.
const form = document.getElementById("send");
const PORTION = { files: 200, bytes: 16_000_000 };
const TRIES = 4;
const pathOf = (file) => file.path ?? (file.webkitRelativePath || file.name);
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

function* portions(files) {
  let [portion, bytes] = [[], 0];
  for (const file of files) {
    if (portion.length && (portion.length >= PORTION.files || bytes + file.size > PORTION.bytes)) {
      yield portion;
      [portion, bytes] = [[], 0];
    }
    portion.push(file);
    bytes += file.size;
  }
  yield portion;
}

async function post(address, portion) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const file of portion) body.append("files", file, encodeURIComponent(pathOf(file)));
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.redirected) throw new Error("you were logged out. What was sent is kept; log in to send the rest");
  if (!answer.ok) throw new Error(`the site answered ${answer.status}`);
  return answer.json();
}

// A request that broke is sent again; what of it arrived before is left out then.
async function persist(address, portion, again) {
  for (let tried = 1; ; tried += 1) {
    try {
      const where = new URL(address, location.href);
      where.searchParams.set("encoded", "1");
      if (again || tried > 1) where.searchParams.set("again", "1");
      return await post(where, portion);
    } catch (error) {
      if (tried === TRIES) throw error;
      await pause(2 ** tried);
    }
  }
}

async function send(files) {
  const [said, bar] = [form.querySelector(".sending"), form.querySelector("progress")];
  const again = new URL(form.action).searchParams.has("again");
  let [known, sent] = [null, 0];
  Object.assign(bar, { hidden: false, max: files.length, value: 0 });
  try {
    known = await post(form.action, []); // the upload that the files are sent to
    for (const portion of portions(files)) {
      said.textContent = `Sending: ${sent} of ${files.length} files. Keep this page open until all are sent.`;
      await persist(known.files, portion, again);
      sent += portion.length;
      bar.value = sent;
    }
    form.action = known.sent;
    form.enctype = "application/x-www-form-urlencoded";
    for (const input of form.querySelectorAll("[type=file]")) input.disabled = true;
    form.submit();
  } catch (error) {
    const [href, textContent] = [known?.page ?? location.href, "Continue"];
    const link = Object.assign(document.createElement("a"), { href, textContent });
    said.replaceChildren(`Stopped after ${sent} of ${files.length} files: ${error.message}. `, link);
    form.querySelector("[type=submit]").disabled = false;
  }
}

function begin(files) {
  const wanted = files.filter((file) => !file.name.startsWith("."));
  form.querySelector("[type=submit]").disabled = wanted.length > 0;
  if (wanted.length) send(wanted);
}

form?.addEventListener("submit", (event) => {
  const files = [...form.querySelectorAll("[type=file]")].flatMap((input) => [...input.files]);
  if (files.length) event.preventDefault();
  if (files.length) begin(files);
});
form?.addEventListener("dropped", (event) => begin(event.detail));
