// Drops the browser's own copy of a form that the server has just saved, so that it is never put back over newer answers.
(function () {
  "use strict";
  document.querySelectorAll("[data-forget-draft]").forEach((mark) => {
    try {
      localStorage.removeItem("takwin:draft:" + mark.dataset.forgetDraft);
    } catch {
      // Storage may be refused; then there is no copy either.
    }
  });
})();
