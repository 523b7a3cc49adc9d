// Search as one types, and the button that copies. Everything else on the site works without this file.
const MOST_HITS = 100;
// A screenful is drawn with the key press, the others once no key was pressed for so many milliseconds.
const FIRST_HITS = 12;
const REST = 60;
let others;
const at = (name) => new URL(name, import.meta.url);
const byId = (id) => document.getElementById(id);

for (const button of document.querySelectorAll("button[data-copies]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(byId(button.dataset.copies).textContent);
    button.textContent = "Copied";
  });
}

const find = byId("find");
if (find) startSearch(find);

function startSearch(find) {
  const fields = { q: byId("words"), venue: byId("venue"), year: byId("year"), section: byId("section"), code: byId("code") };
  let loading;
  const load = () => (loading ??= loadIndex());
  const show = () => load().then((index) => draw(index, read(fields)), () => say("The list could not be loaded."));
  find.hidden = false;
  find.addEventListener("focusin", load, { once: true });
  find.addEventListener("input", show);
  find.addEventListener("change", () => remember(read(fields)));
  document.addEventListener("keydown", (event) => pressed(event, fields, show));
  recall(fields);
  if (isAsked(read(fields))) show();
}

async function loadIndex() {
  const [{ PaperIndex }, answer] = await Promise.all([import(at("search.js")), fetch(at("papers.json"))]);
  if (!answer.ok) throw new Error(answer.statusText);
  return new PaperIndex(await answer.json());
}

// One Latin letter begins a word of nearly every paper, so the search waits for the second.
function read({ q, venue, year, section, code }) {
  const words = q.value.trim();
  return { q: /^[\x21-\x7e]$/.test(words) ? "" : words, venue: venue.value, year: year.value, section: section.value, code: code.checked ? "1" : "" };
}

function isAsked(asked) {
  return Object.values(asked).some(Boolean);
}

function matches(paper, asked) {
  return (
    (!asked.venue || paper.venue === asked.venue) &&
    (!asked.year || String(paper.year) === asked.year) &&
    (!asked.section || paper.sections.includes(asked.section)) &&
    (!asked.code || Boolean(paper.code))
  );
}

function draw(index, asked) {
  clearTimeout(others);
  const isSearch = isAsked(asked);
  byId("all").hidden = isSearch;
  byId("found").hidden = !isSearch;
  if (!isSearch) return;
  const found = index.find(asked.q, (paper) => matches(paper, asked));
  const more = found.length > MOST_HITS ? `, the first ${MOST_HITS} shown` : "";
  say(found.length ? `${found.length} ${found.length === 1 ? "paper" : "papers"}${more}` : "No paper. Fewer words or filters may help.");
  byId("hits").replaceChildren(...found.slice(0, FIRST_HITS).map(row));
  others = setTimeout(() => byId("hits").append(...found.slice(FIRST_HITS, MOST_HITS).map(row)), REST);
}

function say(words) {
  byId("found").hidden = false;
  byId("said").textContent = words;
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function row(paper) {
  const title = element("a", { class: "title", dir: "auto", href: at(`paper/${encodeURIComponent(paper.id)}.html`) }, paper.title);
  const links = (paper.links ?? []).map((link) => element("a", { href: link.url, "aria-label": `${link.label}: ${paper.title}` }, link.label));
  const names = paper.authors ?? [];
  const authors = names.length ? [element("span", { class: "authors", dir: "auto" }, names.slice(0, 3).join(", ") + (names.length > 3 ? " et al." : ""))] : [];
  const where = element("span", { class: "where" }, [paper.venue, paper.year].filter(Boolean).join(" "));
  return element("li", {}, where, element("div", {}, title, ...authors, element("span", { class: "links" }, ...links)));
}

function remember(asked) {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
}

function recall(fields) {
  const query = new URLSearchParams(location.search);
  for (const name of ["q", "venue", "year", "section"]) if (query.has(name)) fields[name].value = query.get(name);
  fields.code.checked = query.get("code") === "1";
}

function pressed(event, fields, show) {
  const isTyping = event.target.matches("input, select, textarea");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    fields.q.focus();
  } else if (event.key === "Escape" && event.target === fields.q) {
    fields.q.value = "";
    remember(read(fields));
    show();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    move(event, fields.q);
  }
}

// From the words to the hits and back, by arrow keys.
function move(event, words) {
  const titles = [...document.querySelectorAll("#hits .title")];
  const place = titles.indexOf(event.target);
  if (!titles.length || (place < 0 && event.target !== words)) return;
  event.preventDefault();
  const next = place + (event.key === "ArrowDown" ? 1 : -1);
  (next < 0 ? words : titles[Math.min(next, titles.length - 1)]).focus();
}
