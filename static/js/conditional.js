// Shows a question only when another has a given answer: data-shown-when="field=value" (or "field=a,b").
// The server decides again what it needs; this only spares the reader.
(function () {
  "use strict";

  function answers(form, name) {
    return Array.from(form.elements)
      .filter((control) => control.name === name || control.name.endsWith("-" + name))
      .filter((control) => !/^(radio|checkbox)$/.test(control.type) || control.checked)
      .map((control) => (control.type === "checkbox" && control.value === "on" ? "true" : control.value));
  }

  function refresh(form) {
    const seen = new Set();
    form.querySelectorAll("[data-shown-when]").forEach((marked) => {
      const box = marked.matches("input, select, textarea") ? marked.closest(".field") : marked;
      if (!box || seen.has(box)) return;
      seen.add(box);
      const [name, wanted] = marked.dataset.shownWhen.split("=");
      const shown = answers(form, name).some((answer) => wanted.split(",").includes(answer));
      box.hidden = !shown;
      // A hidden question must not block the form with its "required".
      box.querySelectorAll("input, select, textarea").forEach((control) => {
        if (control.required || control.dataset.wasRequired) {
          control.dataset.wasRequired = "1";
          control.required = shown;
        }
      });
    });
  }

  function start(root) {
    const forms = new Set();
    root.querySelectorAll("form [data-shown-when]").forEach((marked) => forms.add(marked.closest("form")));
    forms.forEach((form) => {
      if (form.dataset.conditional) return refresh(form);
      form.dataset.conditional = "on";
      form.addEventListener("change", () => refresh(form));
      refresh(form);
    });
  }

  start(document);
  document.addEventListener("takwin:restored", () => start(document));
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
})();
