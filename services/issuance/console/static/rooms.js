// What little the rooms do by themselves: news as they happen, and keys. Everything works without.
"use strict";

const live = document.querySelector("[data-live]");
const here = { shown: new Set(), changed: new Set() };
document.querySelectorAll("[data-file]").forEach((each) => here.shown.add(each.dataset.file));

function say(state, words) {
  live.hidden = false;
  live.classList.toggle("off", state === "off");
  if (live.textContent !== words) live.textContent = words;
}

function announce(place, words) {
  let link = place.querySelector("a");
  if (!link) {
    link = document.createElement("a");
    link.className = "reveal";
    link.href = location.pathname + location.search;
    place.append(place.dataset.news === "queue" ? " · " : "", link);
  }
  link.textContent = words;
}

function tell(news) {
  document.querySelectorAll("[data-count]").forEach((count) => {
    if (count.dataset.count in news.counts) count.textContent = news.counts[count.dataset.count];
  });
  const place = document.querySelector("[data-news]");
  if (!place) return;
  news.files.forEach((file) => here.changed.add(file));
  if (place.dataset.news === "file") {
    if (news.files.some((file) => here.shown.has(file))) announce(place, "Berkas ini baru saja berubah, muat ulang");
  } else if (place.dataset.news === "queue") {
    const fresh = [...here.changed].filter((file) => !here.shown.has(file)).length;
    const words = fresh ? `${fresh} berkas baru, tampilkan` : `${here.changed.size} berkas berubah, tampilkan`;
    if (here.changed.size) announce(place, words);
  } else {
    announce(place, "Ada yang berubah, muat ulang");
  }
}

// A browser keeps only a few connections open: those who look away hear the news when they look again.
let source = null;
let since = live ? live.dataset.live : "";

function listen() {
  if (source) source.close();
  source = null;
  if (document.hidden) return;
  source = new EventSource(since);
  source.addEventListener("open", () => say("on", "langsung"));
  source.addEventListener("error", () =>
    say("off", source.readyState === EventSource.CLOSED ? "terputus, muat ulang" : "terputus, mencoba lagi"),
  );
  source.addEventListener("news", (event) => {
    since = `/langsung?since=${event.lastEventId}`;
    tell(JSON.parse(event.data));
  });
}

if (live && "EventSource" in window) {
  listen();
  document.addEventListener("visibilitychange", listen);
}

// The current room of a narrow navigation comes into view.
document.querySelectorAll(".nav [aria-current], .tabs [aria-current]").forEach((room) => {
  if (room.parentElement.scrollWidth > room.parentElement.clientWidth) {
    room.parentElement.scrollLeft = room.offsetLeft - room.parentElement.offsetLeft - 16;
  }
});

const rows = [...document.querySelectorAll(".queue [data-file]")];

function move(by) {
  const at = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const row = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (!row) return;
  rows.forEach((each) => each.removeAttribute("aria-current"));
  row.setAttribute("aria-current", "true");
  row.querySelector("a").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  const key = event.key.toUpperCase();
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (key === "/" && document.getElementById("cari")) document.getElementById("cari").focus();
  else if (rows.length && key === "J") move(1);
  else if (rows.length && key === "K") move(-1);
  else if (key.length === 1 && button) openUp(button);
  else return;
  event.preventDefault();
});

// A key never does anything for good: it opens a question, or goes to the button.
function openUp(button) {
  const question = button.closest("details");
  button.focus();
  if (!question) return;
  question.open = true;
  const field = question.querySelector("form textarea, form input:not([type=hidden])");
  if (field) field.focus();
}
