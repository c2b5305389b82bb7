// The list works without this: it moves from row to row and says a verdict by one key, outside of text fields.
const rows = [...document.querySelectorAll("[data-row]")];
const verdicts = { y: "yes", n: "no", d: "doubt" };

function here() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function go(to) {
  const row = rows[Math.min(Math.max(to, 0), rows.length - 1)];
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const writing = event.target.matches("textarea, input[type=text], input[type=search]");
  if (!rows.length || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && writing) return go(here());
  if (writing) return;
  const at = here(), key = event.key.toLowerCase();
  if (key === "arrowdown" || key === "j") go(at + 1);
  else if (key === "arrowup" || key === "k") go(at - 1);
  else if (key === "s") document.querySelector("[data-save]").click();
  else if (at < 0) return;
  else if (key === "x") rows[at].querySelector("[data-tick]").click();
  else if (verdicts[key]) {
    rows[at].querySelector(`[data-verdict=${verdicts[key]}]`).checked = true;
    if (key === "y") go(at + 1);
    else rows[at].querySelector("textarea").focus();
  } else return;
  event.preventDefault();
});
