/* Makes photos smaller before they are sent, and says how far they are. Without it the forms work just as well. */
(function () {
  "use strict";
  var LONGEST = 1600, QUALITY = 0.85, SMALL = 400000;
  var canDraw = window.URL && HTMLCanvasElement.prototype.toBlob && window.CSS && CSS.supports &&
    CSS.supports("image-orientation", "from-image"); // else a photo would be kept lying on its side
  if (!window.FormData || !document.querySelectorAll) return;

  function shrunk(file, then) {
    if (!canDraw || file.type.indexOf("image/") !== 0 || file.size < SMALL) return then(file);
    var address = URL.createObjectURL(file), picture = new Image();
    function end(result) { URL.revokeObjectURL(address); then(result); }
    picture.onerror = function () { end(file); };
    picture.onload = function () {
      var scale = Math.min(1, LONGEST / Math.max(picture.naturalWidth, picture.naturalHeight));
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.naturalWidth * scale);
      canvas.height = Math.round(picture.naturalHeight * scale);
      var pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (small) { end(small && small.size < file.size ? small : file); }, "image/jpeg", QUALITY);
    };
    picture.src = address;
  }

  function allShrunk(files, then) {
    var done = [];
    (function next() {
      if (done.length === files.length) return then(done);
      shrunk(files[done.length], function (file) { done.push(file); next(); });
    })();
  }

  function send(form, files) {
    var told = form.querySelector(".progress"), button = form.querySelector("button"), data = new FormData();
    for (var i = 0; i < files.length; i++) data.append("files", files[i], files[i].name || "foto.jpg");
    var call = new XMLHttpRequest(), paper = form;
    while (!paper.id) paper = paper.parentNode;
    function failed(words) { told.textContent = words; button.disabled = false; }
    call.open("POST", form.action);
    call.upload.onprogress = function (event) {
      if (event.lengthComputable) told.textContent = "Mengunggah… " + Math.round(100 * event.loaded / event.total) + "%";
    };
    call.onerror = function () { failed("Sambungan terputus. Yang sudah diterima tetap tersimpan. Tekan Unggah lagi."); };
    call.onload = function () {
      if (call.status === 200) return location.reload();
      var page = new DOMParser().parseFromString(call.responseText, "text/html");
      var why = page.querySelector("#" + paper.id + " .trouble");
      failed(why ? why.textContent : call.status === 413 ? call.responseText : "Belum berhasil. Mohon coba lagi.");
    };
    call.send(data);
  }

  [].forEach.call(document.querySelectorAll("form.upload"), function (form) {
    form.addEventListener("submit", function (event) {
      var files = form.querySelector("input").files;
      if (!files || !files.length) return;
      event.preventDefault();
      form.querySelector("button").disabled = true;
      form.querySelector(".progress").textContent = "Menyiapkan foto…";
      allShrunk(files, function (small) { send(form, small); });
    });
  });
})();
