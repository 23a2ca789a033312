// Sends the chosen files one after the other and shows the progress of each; without script the form is posted as usual.
(function () {
  "use strict";

  function size(bytes) {
    const unit = bytes < 1e6 ? "kilobyte" : "megabyte";
    const value = bytes < 1e6 ? bytes / 1e3 : bytes / 1e6;
    const language = document.documentElement.lang + "-TN-u-nu-latn";
    return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
  }

  function line(list, file) {
    const item = document.createElement("li");
    const title = document.createElement("bdi");
    title.textContent = file.name + " · " + size(file.size);
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const state = document.createElement("span");
    item.append(title, bar, state);
    list.append(item);
    return {
      progress: (value) => { bar.value = value; },
      say: (text, failed) => {
        state.textContent = text;
        state.classList.toggle("is-failed", Boolean(failed));
        if (failed) bar.remove();
      },
    };
  }

  function refusal(request, fallback) {
    try {
      return JSON.parse(request.responseText).error || fallback;
    } catch {
      return fallback;
    }
  }

  function send(form, input, file, shown) {
    const text = form.dataset;
    return new Promise((resolve) => {
      const body = new FormData(form);
      body.delete(input.name);
      body.append(input.name, file, file.name);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => {
        if (!event.lengthComputable) return;
        shown.progress((100 * event.loaded) / event.total);
        shown.say(event.loaded === event.total ? text.textChecking : text.textSending);
      });
      request.addEventListener("load", () => {
        const lost = request.status === 401 || request.responseURL.includes("/login/");
        const done = !lost && request.status >= 200 && request.status < 300;
        if (lost) document.dispatchEvent(new CustomEvent("takwin:session-lost"));
        shown.say(done ? text.textDone : refusal(request, text.textFailed), !done);
        resolve(done);
      });
      request.addEventListener("error", () => {
        shown.say(text.textFailed, true);
        resolve(false);
      });
      request.send(body);
    });
  }

  async function sendAll(form, input) {
    const list = form.querySelector("[data-upload-list]");
    const limit = Number(form.dataset.maxBytes || 0);
    const button = form.querySelector("[data-upload-submit]");
    const files = Array.from(input.files);
    let failed = 0;
    button.disabled = true;
    list.replaceChildren();
    for (const file of files) {
      const shown = line(list, file);
      if (limit && file.size > limit) {
        shown.say(form.dataset.textLarge, true);
        failed += 1;
      } else if (!(await send(form, input, file, shown))) {
        failed += 1;
      }
    }
    button.disabled = false;
    input.value = "";
    if (!failed) window.location.reload();
  }

  function attach(form) {
    const input = form.querySelector("input[type=file]");
    form.addEventListener("submit", (event) => {
      if (!input.files.length) return;
      event.preventDefault();
      sendAll(form, input);
    });
    ["dragover", "dragleave", "drop"].forEach((kind) => {
      form.addEventListener(kind, (event) => {
        event.preventDefault();
        form.classList.toggle("is-over", kind === "dragover");
        if (kind !== "drop" || !event.dataTransfer.files.length) return;
        input.files = event.dataTransfer.files;
        sendAll(form, input);
      });
    });
  }

  document.querySelectorAll("form[data-upload]").forEach(attach);
})();
