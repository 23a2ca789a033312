// Computes the fingerprint of a chosen or dropped file in the browser; it is sent when its reader presses the button.
(() => {
  const panel = document.querySelector("[data-verify-file]");
  if (!panel || !window.crypto?.subtle || !File.prototype.arrayBuffer) return;
  const input = panel.querySelector("input[type=file]");
  const hash = panel.querySelector("[name=sha256]");
  const status = panel.querySelector("[data-verify-status]");
  panel.querySelector("[data-verify-chooser]").hidden = false;

  async function fingerprint(file) {
    status.textContent = status.dataset.textReading;
    try {
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      hash.value = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
      status.textContent = status.dataset.textReady;
      panel.querySelector("form button").focus();
    } catch {
      status.textContent = status.dataset.textFailed;
    }
  }

  input.addEventListener("change", () => input.files[0] && fingerprint(input.files[0]));
  for (const type of ["dragover", "drop"]) panel.addEventListener(type, (event) => event.preventDefault());
  panel.addEventListener("drop", (event) => event.dataTransfer.files[0] && fingerprint(event.dataTransfer.files[0]));
})();
