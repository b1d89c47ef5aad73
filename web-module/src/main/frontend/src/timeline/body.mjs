// The text of a message as pieces: words and links. Formatting markup of other clients is not interpreted; the plain
// body that every message has is what we show.

const LINK = /\bhttps?:\/\/[^\s<>"']+/gi;

/** [{text} | {text, href}] */
export function pieces(text) {
  const result = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const href = match[0].replace(/[.,;:!?)\]]+$/, "");
    if (!isSafe(href)) continue;
    if (match.index > from) result.push({ text: text.slice(from, match.index) });
    result.push({ text: href, href });
    from = match.index + href.length;
  }
  if (from < text.length) result.push({ text: text.slice(from) });
  return result;
}

function isSafe(href) {
  try {
    return /^https?:$/.test(new URL(href).protocol);
  } catch {
    return false;
  }
}

export function byteSize(bytes, language) {
  if (!Number.isFinite(bytes)) return "";
  const units = ["B", "kB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toLocaleString(language, { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 })} ${units[unit]}`;
}
