// Saves a form while it is filled in. Markup:
//   <form data-autosave="address" data-autosave-key="case and person" data-text-saving data-text-saved="… {time}"
//         data-text-failed data-text-conflict data-text-restored> with <p data-autosave-status role="status"> inside.
// The server answers 204, or JSON {"saved_at": ISO, "version": n}; 409 means that another copy was saved meanwhile.
// What could not be sent stays on this device for seven days and is put back when the form opens again.
(function () {
  "use strict";
  const WEEK = 7 * 24 * 3600 * 1000;
  const SKIPPED = new Set(["csrfmiddlewaretoken", "password", "version"]);

  function attach(form) {
    const text = form.dataset;
    const status = form.querySelector("[data-autosave-status]");
    const key = text.autosaveKey ? "takwin:draft:" + text.autosaveKey : null;
    let timer = null;
    let running = null;
    let dirty = false;
    let leaving = false;

    function say(message, failed) {
      if (!status) return;
      status.textContent = message || "";
      status.classList.toggle("is-failed", Boolean(failed));
    }

    function time(value) {
      const language = document.documentElement.lang + "-TN-u-nu-latn";
      const format = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      return format.format(value ? new Date(value) : new Date());
    }

    function pairs() {
      const skip = (control) => control && (control.type === "password" || control.type === "file");
      return Array.from(new FormData(form)).filter(
        ([name, value]) => typeof value === "string" && !SKIPPED.has(name) && !skip(form.elements.namedItem(name)),
      );
    }

    function keep() {
      if (!key) return;
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), pairs: pairs() }));
      } catch {
        // Storage may be full or refused; the copy on the server is the one that counts.
      }
    }

    function forget() {
      if (key) localStorage.removeItem(key);
    }

    function restore() {
      const stored = key && localStorage.getItem(key);
      if (!stored) return;
      const copy = JSON.parse(stored);
      if (Date.now() - copy.at > WEEK) return forget();
      const byName = new Map();
      copy.pairs.forEach(([name, value]) => byName.set(name, [...(byName.get(name) || []), value]));
      Array.from(form.elements).forEach((control) => {
        if (!control.name || SKIPPED.has(control.name) || /^(hidden|file|password|submit|button)$/.test(control.type)) return;
        const values = byName.get(control.name) || [];
        if (/^(radio|checkbox)$/.test(control.type)) control.checked = values.includes(control.value);
        else if (values.length) control.value = values.shift();
      });
      say(text.textRestored);
      document.dispatchEvent(new CustomEvent("takwin:restored"));
      dirty = true;
      schedule();
    }

    async function save() {
      if (!dirty || leaving) return;
      if (running) return schedule();
      dirty = false;
      running = new AbortController();
      say(text.textSaving);
      const body = new FormData(form);
      Array.from(body.entries()).forEach(([name, value]) => value instanceof File && body.delete(name));
      try {
        const answer = await fetch(text.autosave, {
          method: "POST",
          body,
          headers: { Accept: "application/json", "X-Autosave": "1" },
          redirect: "manual",
          signal: running.signal,
        });
        if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
          dirty = true;
          say(text.textFailed, true);
          document.dispatchEvent(new CustomEvent("takwin:session-lost"));
        } else if (answer.status === 409) {
          say(text.textConflict, true);
        } else if (!answer.ok) {
          throw new Error(String(answer.status));
        } else {
          const saved = answer.status === 204 ? {} : await answer.json();
          const version = form.elements.namedItem("version");
          if (version && saved.version !== undefined) version.value = saved.version;
          if (!dirty) forget();
          say((text.textSaved || "").replace("{time}", time(saved.saved_at)));
        }
      } catch (error) {
        if (error.name === "AbortError") return;
        dirty = true;
        say(text.textFailed, true);
      } finally {
        running = null;
      }
    }

    function schedule() {
      clearTimeout(timer);
      timer = setTimeout(save, 1500);
    }

    function changed() {
      dirty = true;
      keep();
      schedule();
    }

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    // A real submission wins over a save that is under way.
    form.addEventListener("submit", () => {
      leaving = true;
      clearTimeout(timer);
      if (running) running.abort();
      keep();
    });
    // Coming back with the browser's button leaves the page alive: saving must work again.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) leaving = false;
    });
    window.addEventListener("online", () => dirty && schedule());
    // The server has rendered a fresh page after a submission: its values are newer than our copy.
    if (form.dataset.autosaveFresh !== undefined) forget();
    else restore();
  }

  document.querySelectorAll("form[data-autosave]").forEach(attach);
})();
