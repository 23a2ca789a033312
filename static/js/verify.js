// Computes the fingerprint of a chosen or dropped file in the browser; the file itself is never sent.
(() => {
  const panel = document.querySelector("[data-verify-file]");
  if (!panel || !window.crypto?.subtle || !File.prototype.arrayBuffer) return;
  const form = panel.querySelector("form");
  const input = panel.querySelector("input[type=file]");
  const hash = panel.querySelector("[name=sha256]");
  const status = panel.querySelector("[data-verify-status]");
  panel.querySelector("[data-verify-chooser]").hidden = false;

  async function compare(file) {
    status.textContent = status.dataset.textReading;
    try {
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      hash.value = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
      form.requestSubmit();
    } catch {
      status.textContent = status.dataset.textFailed;
    }
  }

  input.addEventListener("change", () => input.files[0] && compare(input.files[0]));
  for (const type of ["dragover", "drop"]) panel.addEventListener(type, (event) => event.preventDefault());
  panel.addEventListener("drop", (event) => event.dataTransfer.files[0] && compare(event.dataTransfer.files[0]));
})();
