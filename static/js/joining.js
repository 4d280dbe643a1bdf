// On the list a suggestion joins the search that is there, in place of the words; elsewhere it begins one.
document.addEventListener("choose", (event) => {
  const to = new URL(event.detail, location);
  if (to.pathname !== location.pathname) return;
  const search = new URLSearchParams(location.search);
  for (const name of ["q", "page"]) search.delete(name);
  for (const [name, value] of to.searchParams) {
    if (!search.getAll(name).includes(value)) search.append(name, value);
  }
  event.preventDefault();
  location.assign(`${to.pathname}?${search}`);
});
