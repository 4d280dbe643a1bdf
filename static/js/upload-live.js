// The upload's page asks for itself anew while letters are read. An answer that is no such page, as after the session
// has ended, is not shown; the end is said aloud.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  detail.shouldSwap &&= detail.serverResponse.includes('id="live"');
});
document.addEventListener("htmx:afterSwap", () => {
  const ended = !document.querySelector("#live[hx-trigger]");
  if (ended) document.getElementById("announcement").textContent = document.getElementById("standing").textContent;
});
