// The password can be shown. Without a script the box stays away.
"use strict";

const box = document.querySelector("[data-shows]");
if (box) {
  const field = document.getElementById(box.dataset.shows);
  box.hidden = false;
  box.querySelector("input").addEventListener("change", (event) => {
    field.type = event.target.checked ? "text" : "password";
  });
}
