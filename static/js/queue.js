// Keys of the queue: j next, k previous, o open, c select, ? help. They can be switched off, and never act while a person types.
(function () {
  "use strict";
  const queue = document.querySelector("[data-queue]");
  if (!queue) return;
  const dialog = document.getElementById("queue-keys");
  const toggle = dialog && dialog.querySelector("[data-keys-on]");
  const STORE = "takwin:queue-keys";

  document.querySelectorAll("[data-open-dialog=queue-keys]").forEach((button) => { button.hidden = false; });
  if (toggle) {
    toggle.checked = localStorage.getItem(STORE) !== "off";
    toggle.addEventListener("change", () => localStorage.setItem(STORE, toggle.checked ? "on" : "off"));
  }

  const links = () => Array.from(queue.querySelectorAll("[data-open]"));

  function current() {
    const row = document.activeElement && document.activeElement.closest("[data-row]");
    return row ? links().indexOf(row.querySelector("[data-open]")) : -1;
  }

  function move(step) {
    const all = links();
    const at = current();
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    all[next].focus();
    all[next].scrollIntoView({ block: "nearest" });
  }

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    o: () => current() >= 0 && links()[current()].click(),
    c: () => {
      const row = document.activeElement.closest("[data-row]");
      const box = row && row.querySelector("[name=selected]");
      if (box) box.click();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
    if (typing) return;
    if (event.key === "?" && dialog) dialog.showModal();
    else if (actions[event.key] && (!toggle || toggle.checked)) actions[event.key]();
    else return;
    event.preventDefault();
  });
})();
