// Rows of a repeatable table are added and removed in the page; without script the buttons submit the form.
(function () {
  "use strict";

  function add(table) {
    const rows = table.querySelector("[data-rows]");
    const used = Array.from(rows.querySelectorAll("[data-remove-row]"), (button) => Number(button.value.split(":").pop()));
    const index = used.length ? Math.max(...used) + 1 : 0;
    const holder = document.createElement("template");
    holder.innerHTML = table.querySelector("template").innerHTML.replaceAll("__index__", String(index));
    rows.append(holder.content);
    const row = rows.lastElementChild;
    row.querySelector("input, select").focus();
    table.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function remove(table, row) {
    const next = row.nextElementSibling || row.previousElementSibling;
    row.remove();
    const focus = next ? next.querySelector("[data-remove-row]") : table.querySelector("[data-add-row]");
    if (focus) focus.focus();
    table.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row], [data-remove-row]");
    const table = button && button.closest("[data-table-input]");
    if (!table || !table.querySelector("template")) return;
    event.preventDefault();
    if (button.matches("[data-add-row]")) add(table);
    else remove(table, button.closest("[data-row]"));
  });
})();
