// The few marks that people type: **bold**, *italic*, ~~struck~~, `code`, ``` blocks and lists. Quotes by ">" are left
// out on purpose: ">39" at the start of a line is a value, not a quote. A single line with "- " stays as it is, too.

const LINK = /https?:\/\/[^\s<>"']+/g;
const START = "(^|[\\s(\\[{\u201e\u201c\"])";
const END = "(?=$|[\\s)\\]}.,;:!?\u201c\u201d\"])";
const INLINE = [
  [/\*\*(?=\S)/.source, "strong", "**"],
  [/~~(?=\S)/.source, "del", "~~"],
  [/\*(?=[^\s*])/.source, "em", "*"],
  [/_(?=[^\s_])/.source, "em", "_"],
].map(([open, tag, mark]) => [new RegExp(`${START}${open}((?:(?!\\n).)*?\\S)${mark.replace(/\*/g, "\\*")}${END}`, "g"), tag]);

export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c]);
}

/**
 * The HTML of a text, or undefined when nothing in it is formatted.
 *
 * @param mentions [{name, userId}]: each "@name" of them becomes a link to that person
 */
export function toHtml(text, mentions = []) {
  const html = blocks(text.split("\n"), mentions);
  return html === escapeHtml(text).replace(/\n/g, "<br>") ? undefined : html;
}

function blocks(lines, mentions) {
  const out = [];
  let paragraph = [];
  const flush = () => {
    if (paragraph.length) out.push(paragraph.map((line) => inline(line, mentions)).join("<br>"));
    paragraph = [];
  };
  for (let at = 0; at < lines.length; ) {
    const block = fenced(lines, at) ?? list(lines, at, mentions);
    if (block) {
      flush();
      out.push(block.html);
      at = block.next;
    } else paragraph.push(lines[at++]);
  }
  flush();
  return out.join("");
}

function fenced(lines, at) {
  if (!/^```\w*$/.test(lines[at])) return undefined;
  const end = lines.indexOf("```", at + 1);
  if (end < 0) return undefined;
  return { html: `<pre><code>${escapeHtml(lines.slice(at + 1, end).join("\n"))}\n</code></pre>`, next: end + 1 };
}

function list(lines, at, mentions) {
  const ordered = /^(\d{1,3})\. /.exec(lines[at]);
  const mark = ordered ? /^\d{1,3}\. / : /^- /;
  let end = at;
  while (end < lines.length && mark.test(lines[end])) end++;
  if (end - at < 2) return undefined;
  const items = lines.slice(at, end).map((line) => `<li>${inline(line.replace(mark, ""), mentions)}</li>`);
  const start = ordered && ordered[1] !== "1" ? ` start="${Number(ordered[1])}"` : "";
  return { html: ordered ? `<ol${start}>${items.join("")}</ol>` : `<ul>${items.join("")}</ul>`, next: end };
}

/** Code and addresses first: no mark inside them means anything. */
function inline(line, mentions) {
  const kept = [];
  const keep = (html) => `\u0000${kept.push(html) - 1}\u0000`;
  let text = line.replace(/\u0000/g, "").replace(/`([^`]+)`/g, (_, code) => keep(`<code>${escapeHtml(code)}</code>`));
  text = text.replace(LINK, (url) => keep(escapeHtml(url)));
  for (const { name, userId } of [...mentions].sort((a, b) => b.name.length - a.name.length)) {
    text = text.replaceAll(`@${name}`, () => keep(`<a href="https://matrix.to/#/${escapeHtml(encodeURI(userId))}">${escapeHtml(name)}</a>`));
  }
  text = escapeHtml(text);
  for (const [pattern, tag] of INLINE) text = text.replace(pattern, `$1<${tag}>$2</${tag}>`);
  return text.replace(/\u0000(\d+)\u0000/g, (_, index) => kept[Number(index)]);
}
