// Shows what others did without a reload, as GitHub's pages do: the children of [data-live] are exchanged one by one,
// but none in which somebody is writing.
const PAUSE = 1500;
const parts = [...document.querySelectorAll("[data-live]")];
const sent = new WeakMap();

function isBusy(child) {
  const here = document.activeElement;
  return (child.contains(here) && here.matches("input, textarea, select"))
    || [...child.querySelectorAll("input, textarea")].some(
      (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked);
}

function exchange(old, fresh) {
  const folds = [...old.querySelectorAll("details")].map((fold) => fold.open);
  fresh.querySelectorAll("details").forEach((fold, index) => { fold.open = folds[index] ?? fold.open; });
  old.replaceWith(fresh);
}

function renew(part, source) {
  const olds = [...part.children], news = [...source.children];
  news.forEach((fresh, index) => {
    const old = olds[index], text = fresh.outerHTML;
    if (old && (sent.get(old) === text || isBusy(old))) return;
    sent.set(fresh, text);
    if (old) exchange(old, fresh);
    else part.append(fresh);
  });
  olds.slice(news.length).filter((old) => !isBusy(old)).forEach((old) => old.remove());
}

async function look() {
  const answer = document.hidden ? null : await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    parts.forEach((part) => renew(part, page.getElementById(part.id)));
  }
  setTimeout(look, PAUSE);
}

parts.forEach((part) => [...part.children].forEach((child) => sent.set(child, child.outerHTML)));
if (parts.length) setTimeout(look, PAUSE);

// A box in an issue's text is ticked as on GitHub: the text is what changes.
document.addEventListener("change", async ({ target: box }) => {
  const text = box.closest("[data-tick]");
  if (!text || !box.matches(".task")) return;
  const number = [...text.querySelectorAll(".task")].indexOf(box);
  const said = new URLSearchParams({ box: number, ticked: box.checked, version: text.dataset.version });
  const answer = await fetch(text.dataset.tick, { method: "POST", body: said });
  box[answer.ok ? "defaultChecked" : "checked"] = answer.ok ? box.checked : !box.checked;
  // So that what the clerk makes of it is shown.
  box.blur();
});
