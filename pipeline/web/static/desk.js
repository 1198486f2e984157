// Small comforts; every page works without them.
"use strict";

// Files are sent one by one, and what became of each is shown as soon as it is known.
const drop = document.getElementById("drop");
if (drop) {
  const input = document.getElementById("files");
  const results = document.getElementById("results");
  const reason = (page) => {
    const told = new DOMParser().parseFromString(page, "text/html").querySelector(".remark");
    return told ? told.textContent : page.slice(0, 200);
  };
  const send = async (files) => {
    for (const file of files) {
      const row = document.createElement("li");
      row.textContent = `${file.name} – ${drop.dataset.reading}`;
      results.append(row);
      const form = new FormData();
      form.append("files", file);
      try {
        const answer = await fetch(drop.action, { method: "POST", body: form, headers: { "X-Part": "1" } });
        const words = await answer.text();
        if (!answer.ok) throw new Error(reason(words));
        row.insertAdjacentHTML("afterend", words);
        row.remove();
      } catch (error) {
        row.textContent = `${file.name} – ${error instanceof TypeError ? drop.dataset.broken : error.message}`;
        row.className = "failed";
      }
    }
  };
  drop.addEventListener("submit", (event) => {
    event.preventDefault();
    send([...input.files]).then(() => drop.reset());
  });
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.remove("over"); });
  }
  document.addEventListener("drop", (event) => { send([...event.dataTransfer.files]); });
}

// A fact under the pointer, or named in the address, is lit in the text and on the page at once.
const lit = (fact) => document.querySelectorAll(`[data-fact="${CSS.escape(fact)}"], [data-facts~="${CSS.escape(fact)}"]`);
const show = (fact, isOn) => lit(fact).forEach((element) => element.classList.toggle("on", isOn));
for (const element of document.querySelectorAll("[data-fact], [data-facts]")) {
  const fact = (element.dataset.fact || element.dataset.facts).trim().split(" ")[0];
  element.addEventListener("pointerenter", () => show(fact, true));
  element.addEventListener("pointerleave", () => show(fact, false));
}
const follow = () => {
  document.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
  const [, fact] = location.hash.match(/^#(?:fact|box)-(\w+)$/) || [];
  if (!fact) return;
  show(fact, true);
  const box = document.querySelector(`.pages [data-fact="${CSS.escape(fact)}"]`);
  const anchor = document.getElementById(`fact-${fact}`);
  for (const element of [anchor, box]) element?.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", follow);
addEventListener("load", follow);

// Names of bodies are suggested while one is typed.
for (const input of document.querySelectorAll("[data-suggest]")) {
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`).catch(() => null);
      if (!answer?.ok) return;
      const option = (name) => Object.assign(document.createElement("option"), { value: name });
      input.list.replaceChildren(...(await answer.json()).map(option));
    }, 150);
  });
}

// A drawing that is wider than the screen is shown from its middle, where the document asked for stands.
for (const wide of document.querySelectorAll(".drawing .wide")) wide.scrollLeft = (wide.scrollWidth - wide.clientWidth) / 2;

// The lines of a drawn document stand out while it is pointed at or has the focus.
for (const spot of document.querySelectorAll("[data-spot]")) {
  const lines = document.querySelectorAll(`[data-ends~="${CSS.escape(spot.dataset.spot)}"]`);
  const light = (isOn) => lines.forEach((line) => line.classList.toggle("on", isOn));
  for (const event of ["pointerenter", "focus"]) spot.addEventListener(event, () => light(true));
  for (const event of ["pointerleave", "blur"]) spot.addEventListener(event, () => light(false));
}

// What waits for a person is gone through by keyboard: keys by their place, so that an input method does not matter.
const doubts = [...document.querySelectorAll(".doubt")];
if (doubts.length) {
  const current = () => doubts.find((doubt) => doubt.contains(document.activeElement));
  const go = (doubt) => { doubt?.focus({ preventScroll: true }); doubt?.scrollIntoView({ block: "nearest" }); };
  const beside = (step) => go(current() ? doubts[doubts.indexOf(current()) + step] : doubts[0]);
  const deeds = {
    KeyJ: () => beside(1),
    KeyK: () => beside(-1),
    KeyD: () => current()?.querySelector(".accept").click(),
    KeyS: () => {
      const details = current()?.querySelector(".putting-right");
      if (!details) return;
      details.open = true;
      details.querySelector("input, select").focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    const [, number] = event.code.match(/^(?:Digit|Numpad)([1-9])$/) || [];
    const choose = () => current()?.querySelectorAll(".choices button")[number - 1]?.click();
    const deed = deeds[event.code] || (number && choose);
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  const named = doubts.find((doubt) => `#${doubt.id}` === location.hash);
  addEventListener("load", () => (named ? go(named) : doubts[0].focus({ preventScroll: true })));
}
