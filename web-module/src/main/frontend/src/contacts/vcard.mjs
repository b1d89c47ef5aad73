// Contact cards as vCard 4.0 (RFC 6350); the address is a matrix URI in IMPP.
import { parseUserId } from "../lib/people.mjs";

function escaped(text) {
  return text.replace(/\\/g, "\\\\").replace(/\r?\n/g, "\\n").replace(/[,;]/g, "\\$&");
}

function unescaped(text) {
  return text.replace(/\\([\\,;nN])/g, (_, c) => (c === "n" || c === "N" ? "\n" : c));
}

export function matrixUri(userId) {
  const { localpart, domain } = parseUserId(userId);
  return `matrix:u/${encodeURIComponent(localpart)}:${domain}`;
}

/** @param contact {userId, name, organisation?} */
export function toVcard({ userId, name, organisation }) {
  return ["BEGIN:VCARD", "VERSION:4.0", `FN:${escaped(name)}`, organisation && `ORG:${escaped(organisation)}`, `IMPP:${matrixUri(userId)}`, "END:VCARD", ""].filter((line) => line !== undefined).join("\r\n");
}

/** {userId, name, organisation?} of a vCard, undefined when it names nobody that can be written to. */
export function fromVcard(text) {
  if (typeof text !== "string" || text.length > 4000) return undefined;
  const lines = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const value = (name) => lines.find((line) => new RegExp(`^${name}[;:]`, "i").test(line))?.replace(/^[^:]*:/, "");
  const match = /^matrix:u\/([^:/?#]+):([^\s?#/]+)$/.exec(value("IMPP") ?? "");
  if (!match) return undefined;
  try {
    const userId = `@${decodeURIComponent(match[1])}:${match[2]}`;
    if (!parseUserId(userId)) return undefined;
    return { userId, name: unescaped(value("FN") ?? userId), organisation: value("ORG") && unescaped(value("ORG")) };
  } catch {
    return undefined;
  }
}

/** What is sent: readable everywhere, with the card for clients that know it. */
export function contactContent(contact) {
  return { msgtype: "m.text", body: `${contact.name}\n${contact.userId}`, "org.konsil.vcard": toVcard(contact), "m.mentions": {} };
}
