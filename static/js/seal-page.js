// Shows what a sealed record says: first what the page proves by itself, then what the ministry answers when there is a connection.
(() => {
  const { told } = window.Seal;
  const section = document.querySelector("[data-seal]");
  const facts = section.querySelector("[data-record]");
  const language = document.documentElement.lang;
  // Tunisia's names of months, and its figures.
  const days = new Intl.DateTimeFormat(language === "ar" ? "ar-TN-u-nu-latn" : language, { dateStyle: "long", timeZone: "UTC" });
  let turn = 0; // of two squares shown in haste, the later one stays

  function show(what, name) {
    for (const each of section.querySelectorAll(`[data-${what}]`)) each.hidden = each.dataset[what] !== name;
  }

  function write(name, value) {
    const place = facts.querySelector(`[data-fact="${name}"]`);
    place.textContent = value;
    const row = place.closest("dl > div");
    if (row) row.hidden = !row.querySelector("[data-fact]:not(:empty)");
  }

  function writeRecord(record) {
    const stopped = (initials) => Array.from(initials, (letter) => `${letter}.`).join(" ");
    const written = {
      ...record,
      kind: told.kinds[record.kind] ?? record.kind,
      language: told.languages[record.language] ?? record.language,
      on: days.format(record.on),
      initialsAr: stopped(record.initialsAr),
      initialsFr: stopped(record.initialsFr),
      code: record.code.replace(/(.{4})(?=.)/g, "$1-"),
      listedOn: "",
    };
    for (const [name, value] of Object.entries(written)) write(name, value);
    facts.hidden = false;
  }

  async function keptList() {
    try {
      const fetched = await fetch(told.revoked);
      if (fetched.ok) return await fetched.json();
    } catch {
      // no connection
    }
    const kept = await window.caches?.match(told.revoked, { ignoreVary: true });
    return kept ? kept.json() : null;
  }

  async function stateOffLine(code) {
    try {
      const list = await window.Seal.openList(await keptList(), told.keys);
      write("listedOn", days.format(new Date(list.iat * 1000)));
      return (await window.Seal.stateIn(list, code)) || "listed";
    } catch {
      return "offline"; // no list was kept, or it is too old to be relied on
    }
  }

  async function stateOf(code) {
    try {
      const answer = await fetch(told.state.replace("CODE", code), { cache: "no-store" });
      return (await answer.json()).outcome;
    } catch {
      return stateOffLine(code);
    }
  }

  // `isAnswered`: the page already tells the state, above.
  async function prove(address, { isAnswered = false } = {}) {
    const mine = ++turn;
    section.hidden = false;
    facts.hidden = true;
    show("state", "");
    if (!window.crypto?.subtle) return show("outcome", "unable");
    let record;
    try {
      record = await window.Seal.verify(address, told.keys);
    } catch (refusal) {
      const why = refusal.why ?? "form";
      if (mine === turn) show("outcome", ["key", "profile"].includes(why) ? why : "false");
      return section.focus();
    }
    if (mine !== turn) return;
    writeRecord(record);
    show("outcome", "genuine");
    section.focus();
    if (isAnswered) return;
    show("state", "asking");
    const state = await stateOf(record.code);
    if (mine === turn) show("state", state);
  }

  window.Seal.prove = prove;
  const openHere = () => location.hash.length > 1 && prove(location.href, { isAnswered: Boolean(told.answered) });
  window.addEventListener("hashchange", openHere);
  window.addEventListener("online", openHere);
  openHere();
})();
