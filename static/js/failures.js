// What could not be answered is said above what stands, with a way to try again. Runs before `live.js`, which keeps
// nothing of the page for an answer that will not be shown.
const main = document.getElementById("main");

function fail(why, path) {
  document.getElementById("failure")?.remove();
  const make = (name, fields) => Object.assign(document.createElement(name), fields);
  const box = make("section", { id: "failure", className: "problems failure", role: "alert" });
  const again = make("a", { href: path, textContent: "Try again" });
  box.append(`${why} What is shown does not have your last change. `, again);
  main.prepend(box);
}

const pathOf = ({ pathInfo }) => pathInfo.responsePath || pathInfo.finalRequestPath;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.shouldSwap || detail.serverResponse.includes('id="main"')) return;
  detail.shouldSwap = false;
  fail("The answer was not a page of this site.", pathOf(detail));
});
document.addEventListener("htmx:responseError", ({ detail }) =>
  fail(`The site could not answer (error ${detail.xhr.status}).`, pathOf(detail)));
document.addEventListener("htmx:sendError", ({ detail }) => fail("The site could not be reached.", pathOf(detail)));
document.addEventListener("htmx:timeout", ({ detail }) => fail("The site took too long to answer.", pathOf(detail)));
