// How a letter will look, beside the form in which it is typed. Without a script a button shows it on a page of its own.
"use strict";

const picture = document.querySelector("[data-preview-of]");
const note = document.querySelector("[data-preview-note]");
const typed = picture && document.getElementById(picture.dataset.previewOf);
const usual = note && note.textContent;
const PAUSE = 200; // ms without a key before it is asked for
let asked = 0;
let waiting = 0;

async function look() {
  const mine = ++asked;
  const answer = await fetch(picture.dataset.previewAt, { method: "POST", body: new URLSearchParams(new FormData(typed)) });
  const said = await answer.text();
  if (mine !== asked) return; // something else has been typed meanwhile
  const isThere = answer.ok && (answer.headers.get("content-type") || "").startsWith("image/");
  if (isThere) picture.src = `data:image/svg+xml,${encodeURIComponent(said)}`;
  if (isThere) picture.parentElement.hidden = false;
  note.textContent = isThere ? usual : answer.status === 422 ? said : "Contoh belum bisa dibuat.";
}

function lookSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => look().catch(() => (note.textContent = "Contoh belum bisa dibuat: kantor tidak menjawab.")), PAUSE);
}

if (typed) {
  typed.addEventListener("input", lookSoon);
  if (typed.elements.title.value) lookSoon();
}
