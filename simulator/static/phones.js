// The phones page without reloading: forms are sent in the background, news comes by server-sent events.
// Everything here is a convenience; without it the same forms work by plain requests.
"use strict";

const seats = document.querySelector(".seats");
const seatOf = (number) => seats.querySelector(`[data-phone="${CSS.escape(number)}"]`);
document.documentElement.classList.add("scripted");
// On a narrow screen a chat is a page of its own: the address says which, and "back" goes to the list.
const oneAtATime = window.matchMedia("(max-width: 45rem)");

// ---------------------------------------------------------------- sending

// One after the other, as they were sent: no photo overtakes another.
let sending = Promise.resolve();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-live]")) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  if (isMessage(form) && !body.get("text").trim() && !hasFiles(body)) return;
  form.closest("details.attach, details.tools, details.choices")?.removeAttribute("open");
  sending = sending.then(() => send(form, body)).catch(() => say("tidak terkirim, coba lagi", false));
});

async function send(form, body) {
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Live": "1" } });
  if (!answer.ok) return say("tidak terkirim, coba lagi", false);
  if (isMessage(form)) await freshComposer(form.closest(".seat"), "");
}

function isMessage(form) {
  return form.id.startsWith("tulis-");
}

function hasFiles(body) {
  return body.getAll("files").some((file) => file.size > 0);
}

async function freshComposer(seat, quoted, changed = "") {
  const query = new URLSearchParams({ balas: quoted, ubah: changed });
  const address = `/phones/${seat.dataset.phone}/write?${query}`;
  const text = seat.querySelector("textarea").value;
  const old = seat.querySelector(".composer");
  old.outerHTML = await (await fetch(address)).text();
  const area = seat.querySelector("textarea");
  if (!changed && (quoted || seat.dataset.keepText)) area.value = text;
  grow(area);
  delete seat.dataset.keepText;
  area.focus();
  toNewest(seat);
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches(".write textarea") && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
  if (event.key === "Escape") closeMenus();
});

document.addEventListener("input", (event) => {
  if (event.target.matches(".write textarea")) grow(event.target);
});

function grow(area) {
  area.rows = Math.min(6, area.value.split("\n").length);
}

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.matches("input[type=file]")) showChosen(field);
  if (field.matches(".faults input[type=checkbox]")) field.form.requestSubmit();
  if (field.id === "gangguan-untuk") refreshFaults();
});

function showChosen(field) {
  const seat = field.closest(".seat");
  const line = seat.querySelector(".chosen");
  const names = [...field.files].map((file) => file.name);
  line.hidden = names.length === 0;
  line.replaceChildren(element("span", names.length > 1 ? `${names.length} berkas: ${names.join(", ")}` : names[0] ?? ""));
  const undo = element("button", "×");
  undo.type = "button";
  undo.className = "btn quiet";
  undo.setAttribute("aria-label", "Batalkan berkas");
  undo.addEventListener("click", () => { field.value = ""; showChosen(field); });
  line.append(undo);
  field.closest("details").removeAttribute("open");
  seat.querySelector("textarea").focus();
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

// ---------------------------------------------------------------- menus, replies, photos

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  closeMenus(at("details.tools, details.attach, details.choices"));
  if (at("[data-close]")) closeMenus();
  const change = at("[data-change]");
  if (change) {
    event.preventDefault();
    closeMenus();
    freshComposer(change.closest(".seat"), "", change.dataset.change);
  }
  const jump = at("[data-jump]");
  if (jump) {
    event.preventDefault();
    document.querySelector(jump.hash)?.scrollIntoView({ block: "center", behavior: "smooth" });
  }
  const reply = at("[data-reply]");
  if (reply) {
    event.preventDefault();
    const seat = reply.closest(".seat");
    seat.dataset.keepText = "1";
    closeMenus();
    freshComposer(seat, reply.dataset.reply);
  }
  const copy = at("[data-copy]");
  if (copy) {
    const area = copy.closest(".seat").querySelector("textarea");
    area.value = copy.closest(".bubble").querySelector(".text").innerText;
    grow(area);
    closeMenus();
    area.focus();
  }
  const tab = at("[data-tab]");
  if (tab && !oneAtATime.matches) {
    event.preventDefault();
    seatOf(tab.dataset.tab).scrollIntoView({ inline: "start", block: "nearest" });
  }
  const photo = at("[data-enlarge]");
  if (photo && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    const dialog = document.querySelector(".enlarged");
    const image = dialog.querySelector("img");
    image.src = photo.href;
    image.alt = photo.querySelector("img").alt;
    dialog.showModal();
  }
  if (event.target.matches(".enlarged")) event.target.close();
});

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.tools[open], details.attach[open], details.choices[open]")) {
    if (menu !== except) menu.removeAttribute("open");
  }
}

function ready(part) {
  for (const button of part.querySelectorAll("[data-copy], [data-close]")) button.hidden = false;
}

// ---------------------------------------------------------------- news

const news = new EventSource("/events");
let missed = false;

news.addEventListener("hello", () => (missed ? location.reload() : say("langsung", true)));
news.addEventListener("error", () => { missed = true; say("terputus, mencoba lagi", false); });
news.addEventListener("everything", () => location.reload());

news.addEventListener("bubble", (event) => {
  const told = JSON.parse(event.data);
  const seat = seatOf(told.phone);
  if (!seat) return;
  const holder = document.createElement("template");
  holder.innerHTML = told.html.trim();
  const bubble = holder.content.firstElementChild;
  ready(bubble);
  const old = document.getElementById(bubble.id);
  if (old) replaceBubble(old, bubble);
  else append(seat, told.day, bubble);
  update(seat, told);
});

function replaceBubble(old, bubble) {
  old.querySelectorAll("details").forEach((details, place) => {
    const same = bubble.querySelectorAll("details")[place];
    if (same && !same.matches(".tools")) same.open = details.open;
  });
  old.replaceWith(bubble);
}

function append(seat, day, bubble) {
  const flow = seat.querySelector(".flow");
  flow.querySelector(".quiet-start")?.remove();
  const days = flow.querySelectorAll(".day");
  if (!days.length || days[days.length - 1].textContent !== day) {
    const line = element("span", day);
    line.className = "day";
    flow.append(line);
  }
  const atNewest = Math.abs(seat.querySelector(".chat").scrollTop) < 80;
  flow.append(bubble);
  if (atNewest || bubble.matches(".us")) toNewest(seat);
}

// The chat is a reversed column: zero is the newest message.
function toNewest(seat) {
  seat.querySelector(".chat").scrollTop = 0;
}

news.addEventListener("phone", (event) => {
  const told = JSON.parse(event.data);
  const seat = seatOf(told.phone);
  if (!seat) return setTimeout(() => location.reload(), 500); // a page that added it itself is on its way elsewhere
  if (!seat.querySelector(".owner details[open]")) seat.querySelector(".owner").outerHTML = told.owner;
  update(seat, told);
});

function update(seat, told) {
  const typing = seat.querySelector(".typing");
  typing.textContent = told.typing ? "sedang mengetik…" : typing.dataset.idle;
  clearTimeout(seat.typingEnds);
  if (told.typing) seat.typingEnds = setTimeout(() => { typing.textContent = typing.dataset.idle; }, 25000);
  const tab = document.querySelector(`[data-tab="${CSS.escape(told.phone)}"]`);
  if (told.last) {
    tab.querySelector(".last").textContent = told.last;
    tab.querySelector(".when").textContent = told.when;
  }
  const count = tab.querySelector(".count");
  count.firstChild.textContent = told.unread;
  count.hidden = told.unread === 0;
  if (told.unread) readIfSeen(seat);
}

function say(words, live) {
  const status = document.querySelector(".live");
  status.classList.toggle("off", !live);
  status.querySelector(".words").textContent = words;
}

// ---------------------------------------------------------------- faults

const scope = () => document.getElementById("gangguan-untuk").value;
let asking = 0;

news.addEventListener("faults", () => {
  clearTimeout(asking);
  asking = setTimeout(refreshFaults, 250);
});

async function drawnFaults() {
  const holder = document.createElement("template");
  holder.innerHTML = (await (await fetch(`/faults?gangguan=${encodeURIComponent(scope())}`)).text()).trim();
  return holder.content.firstElementChild;
}

// Only what stands at each switch is exchanged: what someone is typing or pointing at stays.
async function refreshFaults() {
  const drawn = await drawnFaults();
  for (const box of document.querySelectorAll("#gangguan input[type=checkbox]")) {
    const fresh = drawn.querySelector(`input[value="${CSS.escape(box.value)}"]`);
    box.checked = fresh.checked;
    box.parentElement.className = fresh.parentElement.className;
    box.nextElementSibling.innerHTML = fresh.nextElementSibling.innerHTML;
  }
  document.querySelector("#gangguan input[name=scope]").value = scope();
  clearTimeout(asking);
  if (drawn.querySelector(".counting")) asking = setTimeout(refreshFaults, 1000);
}

// ---------------------------------------------------------------- what is in view is read

const inView = new Set();
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const seat = entry.target.closest(".seat");
    const tab = document.querySelector(`[data-tab="${CSS.escape(seat.dataset.phone)}"]`);
    entry.isIntersecting ? inView.add(seat) : inView.delete(seat);
    entry.isIntersecting ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current");
    if (!tab.querySelector(".count").hidden) readIfSeen(seat);
  }
}, { threshold: 0.6 });

function readIfSeen(seat) {
  if (!inView.has(seat) || document.hidden) return;
  fetch(`/phones/${seat.dataset.phone}/read`, { method: "POST", headers: { "X-Live": "1" } });
}

document.addEventListener("visibilitychange", () => {
  for (const seat of inView) readIfSeen(seat);
});

for (const seat of seats.children) watcher.observe(seat.querySelector(".phone"));
ready(document);
refreshFaults();
