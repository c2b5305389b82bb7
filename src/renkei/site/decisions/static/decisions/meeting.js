// The meeting from the keyboard. The page works without this: its form and its buttons do the same.
const form = document.getElementById("asked"), rows = document.getElementById("rows"), search = document.getElementById("search");
if (form && rows) {
  let chosen = "";
  const row = (id) => document.getElementById(`row-${id}`);
  const reasons = (id) => document.getElementById(`why-${id}`);
  const seen = () => [...rows.querySelectorAll("tr[data-row]:not([hidden])")];

  search.closest(".keys").hidden = false;
  const measure = () => document.documentElement.style.setProperty("--top", `${form.querySelector(".top").offsetHeight + 8}px`);
  new ResizeObserver(measure).observe(form.querySelector(".top"));

  function choose(id, look = true) {
    if (chosen) row(chosen)?.classList.remove("chosen");
    chosen = id;
    const here = row(id);
    if (!here) return;
    here.classList.add("chosen");
    here.tabIndex = -1;
    if (look) here.focus({ preventScroll: true }), here.scrollIntoView({ block: "nearest" });
  }
  function step(by) {
    const all = seen(), at = all.findIndex((one) => one.dataset.row === chosen);
    const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) choose(next.dataset.row);
  }
  async function explain(id) {
    const given = new FormData(form);
    given.set("open", id);
    const answer = await fetch(form.dataset.why, { method: "POST", body: given });
    const made = document.createElement("template");
    made.innerHTML = await answer.text();
    const found = made.content.querySelector("tr");
    if (!found || !row(id)) return;
    reasons(id)?.remove();
    row(id).after(found);
    row(id).querySelector("button[name=open]")?.setAttribute("aria-expanded", "true");
  }
  function toggle(id) {
    if (!row(id)?.querySelector("button[name=open]")) return;
    if (!reasons(id)) return explain(id);
    reasons(id).remove();
    row(id).querySelector("button[name=open]").setAttribute("aria-expanded", "false");
  }
  function force(id) {
    const menu = document.getElementById("forcing");
    menu.open = true;
    document.getElementById("force").value = id;
    document.getElementById("way").value = row(id)?.classList.contains("funded") ? "out" : "in";
    document.getElementById("ground").focus();
  }
  function find() {
    const words = search.value.trim().toLocaleLowerCase();
    for (const one of rows.querySelectorAll("tr[data-row]")) {
      one.hidden = Boolean(words) && !one.textContent.toLocaleLowerCase().includes(words);
      const opened = reasons(one.dataset.row);
      if (opened) opened.hidden = one.hidden;
    }
  }

  // What is half written, or sought, asks nothing yet; a button that leads elsewhere is the browser's own.
  document.addEventListener("change", (event) => {
    if (event.target === search || event.target.id === "name" || "quiet" in event.target.dataset) event.stopPropagation();
  }, true);
  document.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction")) event.stopPropagation();
  }, true);
  rows.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=open]"), here = event.target.closest("tr[data-row]");
    if (here) choose(here.dataset.row, false);
    if (button) event.preventDefault(), toggle(button.value);
  });
  search.addEventListener("input", find);
  document.body.addEventListener("answered", () => {
    for (const opened of [...rows.querySelectorAll("tr.reasons")]) {
      const id = opened.dataset.of;
      row(id)?.querySelector("button[name=open]") ? explain(id) : opened.remove();
    }
    if (chosen) row(chosen)?.classList.add("chosen");
    if (search.value) find();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writing = event.target.closest?.("input, select, textarea"), key = event.key;
    if (key === "Escape") {
      for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
      if (event.target === search) search.value = "", find();
      if (chosen) choose(chosen); else event.target.blur?.();
      return;
    }
    if (event.target === search && ["ArrowDown", "Enter"].includes(key)) return event.preventDefault(), choose(seen()[0]?.dataset.row ?? "");
    if (writing || (event.target.closest?.("button, a, summary") && ["Enter", " "].includes(key))) return;
    const scenario = /^[0-9]$/.test(key) && document.querySelector(`a[data-scenario="${key}"]`);
    if (key === "ArrowDown") step(1);
    else if (key === "ArrowUp") step(-1);
    else if (key === "Enter" && chosen) toggle(chosen);
    else if (key.toLowerCase() === "f" && chosen) force(chosen);
    else if (key === "/") search.focus();
    else if (scenario) location.assign(scenario.href);
    else return;
    event.preventDefault();
  });
}
