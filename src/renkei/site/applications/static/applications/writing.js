// Saves a form while it is written. The page works without this: its button saves too.
// What is not saved yet stays on this device, and is offered back after a lost session; logging out clears it.
const form = document.querySelector("form[data-autosave]");
if (form) {
  const IDLE = 1500, LONGEST = 15000; // milliseconds of rest before a save, and at most between saves
  const told = document.getElementById("saved"), offer = document.getElementById("kept");
  const key = `renkei:${form.dataset.autosave}`;
  const written = () => {
    const given = [...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "version", "settles"].includes(name));
    return JSON.stringify(given);
  };
  let atServer = written(), timer = 0, first = 0, busy = false, stopped = false;

  const tell = (words, trouble = false, link = "") => {
    told.textContent = words;
    told.classList.toggle("trouble", trouble);
    if (link) told.append(" ", Object.assign(document.createElement("a"), { href: link, textContent: told.dataset.look }));
  };
  const keep = () => {
    try { written() === atServer ? localStorage.removeItem(key) : localStorage.setItem(key, written()); } catch { /* full, or forbidden */ }
  };
  const put = (kept) => {
    for (const [name, value] of JSON.parse(kept)) if (form.elements[name]) form.elements[name].value = value;
    form.dispatchEvent(new Event("input"));
  };

  async function save() {
    clearTimeout(timer);
    first = 0;
    const sent = written();
    if (busy || stopped || sent === atServer) return;
    busy = true;
    tell(told.dataset.saving);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, redirect: "error" });
      const said = await answer.json();
      if (said.saved) {
        atServer = sent;
        form.elements.version.value = said.version;
        tell(said.words);
        keep();
        document.body.dispatchEvent(new Event("saved"));
      } else if (said.logged_out) {
        tell(told.dataset.loggedOut, true, `${form.dataset.login}?next=${encodeURIComponent(location.pathname)}`);
      } else {
        stopped = Boolean(said.beside);
        tell(said.words, true, said.beside || "");
      }
    } catch {
      tell(told.dataset.away, true);
      timer = setTimeout(save, LONGEST);
    }
    busy = false;
    if (!stopped && written() !== sent) later();
  }
  function later() {
    first ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(IDLE, first + LONGEST - Date.now())));
  }

  form.addEventListener("input", () => {
    keep();
    count();
    later();
  });
  form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });

  const counter = document.getElementById("length");
  function count() {
    if (!counter) return;
    const signs = [...form.elements.text.value].length;
    counter.textContent = signs.toLocaleString(document.documentElement.lang);
    counter.closest("p").classList.toggle("trouble", signs > Number(counter.dataset.most));
  }

  const kept = localStorage.getItem(key);
  if (kept && kept !== atServer) {
    offer.hidden = false;
    offer.querySelector("[data-take]").addEventListener("click", () => { put(kept); offer.hidden = true; });
    offer.querySelector("[data-drop]").addEventListener("click", () => { localStorage.removeItem(key); offer.hidden = true; });
  } else if (kept) localStorage.removeItem(key);
}
