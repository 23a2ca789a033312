// Reads and proves a sealed record without a connection: base 41, CBOR, COSE_Sign1 with ES256, and the signed list (JWS).
// What it refuses is thrown as {why}: form, profile, key, signature, late.
window.Seal = (() => {
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+-/.:";
  const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const ES256 = { name: "ECDSA", hash: "SHA-256" };
  const LONGEST = 1200;
  const text = new TextEncoder();
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const refuse = (why) => {
    throw Object.assign(new Error(why), { why });
  };

  function base41(written) {
    const read = [];
    for (let start = 0; start < written.length; start += 3) {
      const chunk = written.slice(start, start + 3);
      let number = 0;
      for (let place = chunk.length - 1; place >= 0; place--) {
        const digit = DIGITS.indexOf(chunk[place]);
        if (digit < 0) refuse("form");
        number = number * 41 + digit;
      }
      if (chunk.length === 1 || number >= 256 ** (chunk.length - 1)) refuse("form");
      if (chunk.length === 3) read.push(number >> 8);
      read.push(number & 255);
    }
    return Uint8Array.from(read);
  }

  // One item of the kinds that a record holds, each in its shortest form, and nothing after it.
  function cbor(bytes) {
    let at = 0;
    function take(count) {
      if (at + count > bytes.length) refuse("form");
      return bytes.subarray(at, (at += count));
    }
    function item(depth) {
      const [head] = take(1);
      const kind = head >> 5;
      const short = head & 31;
      if (short > 26 || depth > 4) refuse("form");
      let length = short;
      if (short > 23) {
        length = take(1 << (short - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
        if (length < [24, 256, 65536][short - 24]) refuse("form");
      }
      if (kind === 0) return length;
      if (kind === 1) return -1 - length;
      if (kind === 2) return take(length);
      if (kind === 3) {
        try {
          return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(take(length));
        } catch {
          return refuse("form");
        }
      }
      if (length > bytes.length) refuse("form");
      if (kind === 4) return Array.from({ length }, () => item(depth + 1));
      if (kind !== 5) refuse("form");
      const map = new Map();
      for (let left = length; left; left--) {
        const key = item(depth + 1);
        if (map.has(key)) refuse("form");
        map.set(key, item(depth + 1));
      }
      return map;
    }
    const found = item(0);
    return at === bytes.length ? found : refuse("form");
  }

  function byteString(bytes) {
    const length = bytes.length;
    const head = length < 24 ? [0x40 | length] : length < 256 ? [0x58, length] : [0x59, length >> 8, length & 255];
    return [...head, ...bytes];
  }

  // The code in its one form, or "" when its check character (Damm's scheme over 32 elements) says that it is none.
  function readCode(typed) {
    const code = typed.slice(0, 60).toUpperCase().replace(/[-\s]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
    if (code.length !== 17) return "";
    const doubled = (value) => (value << 1) ^ (value & 16 ? 0b100101 : 0);
    let interim = 0;
    for (const character of code.slice(0, 16)) {
      const value = CROCKFORD.indexOf(character);
      if (value < 0) return "";
      interim = doubled(interim) ^ value;
    }
    return CROCKFORD[doubled(interim)] === code[16] ? code : "";
  }

  function split(address) {
    const [path, ...rest] = address.trim().split("#");
    const fragment = rest.join("#");
    const parts = path.split(/[?]/)[0].replace(/\/+$/, "").split("/");
    const stop = fragment.indexOf(".");
    return {
      code: readCode(parts[parts.length - 1]),
      profile: stop < 0 ? "" : fragment.slice(0, stop),
      written: stop < 0 ? "" : fragment.slice(stop + 1),
      isSealed: stop >= 0 && address.length <= LONGEST,
    };
  }

  async function holds(jwk, signature, content) {
    const told = { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y };
    const key = await crypto.subtle.importKey("jwk", told, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    return crypto.subtle.verify(ES256, key, signature, content);
  }

  async function verify(address, keys) {
    const { code, profile, written, isSealed } = split(address);
    if (!isSealed || !code) refuse("form");
    if (profile !== "S1") refuse("profile");
    const message = cbor(base41(written));
    if (!Array.isArray(message) || message.length !== 4) refuse("form");
    const [guarded, open, payload, signature] = message;
    const isShaped = guarded instanceof Uint8Array && open instanceof Map && payload instanceof Uint8Array;
    if (!isShaped || open.size || !(signature instanceof Uint8Array) || signature.length !== 64) refuse("form");
    const header = cbor(guarded);
    if (!(header instanceof Map) || header.size !== 2 || header.get(1) !== -7 || !(header.get(4) instanceof Uint8Array)) refuse("form");
    const jwk = keys.find((key) => key.kid === hex(header.get(4))) ?? refuse("key");
    const bound = text.encode(`${profile}.${code}`);
    // ["Signature1", protected, bound, payload]
    const signed = [0x84, 0x6a, ...text.encode("Signature1"), ...byteString(guarded), ...byteString(bound), ...byteString(payload)];
    if (!(await holds(jwk, signature, Uint8Array.from(signed)))) refuse("signature");
    const said = cbor(payload);
    if (!(said instanceof Map)) refuse("form");
    return {
      code,
      kind: said.get(1),
      language: said.get(2),
      number: said.get(3),
      on: new Date(said.get(4) * 86400000),
      initialsAr: said.get(5) ?? "",
      initialsFr: said.get(6) ?? "",
      birthYear: said.get(7) ?? "",
      level: said.get(8) ?? "",
      fingerprint: hex(said.get(9)),
    };
  }

  const plain = (coded) => Uint8Array.from(atob(coded.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

  async function openList(jws, keys) {
    const [header, said] = [jws.protected, jws.payload].map((part) => JSON.parse(new TextDecoder().decode(plain(part))));
    if (header.alg !== "ES256" || header.typ !== "takwin-revoked+json") refuse("form");
    const jwk = keys.find((key) => key.kid === header.kid) ?? refuse("key");
    if (!(await holds(jwk, plain(jws.signature), text.encode(`${jws.protected}.${jws.payload}`)))) refuse("signature");
    return said.exp * 1000 < Date.now() ? refuse("late") : said;
  }

  async function stateIn(said, code) {
    const digest = await crypto.subtle.digest("SHA-256", text.encode(`takwin document code\0${code}`));
    const short = hex(new Uint8Array(digest)).slice(0, 32);
    return ["withdrawn", "replaced"].find((state) => said[state].includes(short)) ?? "";
  }

  return { SHELF: "verification", told: JSON.parse(document.getElementById("seal-data").textContent), split, verify, openList, stateIn };
})();
