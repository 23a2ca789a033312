// Says so when the session has ended, and forgets unsent copies when a person signs out.
(function () {
  "use strict";

  function tell() {
    const notice = document.querySelector("[data-session-lost]");
    if (!notice || !notice.hidden) return;
    notice.hidden = false;
    notice.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("takwin:session-lost", tell);
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) tell();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    // A partial answer that turns out to be the sign-in page must not land inside this page.
    const address = event.detail.xhr.responseURL || "";
    if (address.includes("/login/")) {
      event.detail.shouldSwap = false;
      tell();
    }
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-forgets-drafts]")) return;
    Object.keys(localStorage)
      .filter((key) => key.startsWith("takwin:draft:"))
      .forEach((key) => localStorage.removeItem(key));
  });
})();
