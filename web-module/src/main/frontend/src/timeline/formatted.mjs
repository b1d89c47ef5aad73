// Formatted text of others: sanitised by DOMPurify into elements (never a string of markup), then links and people are
// made ours. What the list does not name is dropped, its words stay.
import DOMPurify from "dompurify";
import { h } from "../lib/dom.mjs";

const CLEAN = {
  ALLOWED_TAGS: ["a", "b", "strong", "i", "em", "u", "s", "del", "sub", "sup", "code", "pre", "p", "div", "span", "br", "hr", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "caption"],
  ALLOWED_ATTR: ["href", "start"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  FORBID_CONTENTS: ["script", "style", "template", "mx-reply"],
  RETURN_DOM_FRAGMENT: true,
};
const LONGEST = 60_000;

export function isFormatted(content) {
  return content.format === "org.matrix.custom.html" && typeof content.formatted_body === "string" && content.formatted_body.length < LONGEST;
}

/** @param nameOf (userId) => the name by which the chat knows the person, or undefined */
export function formatted(content, { nameOf, ownId }) {
  const fragment = DOMPurify.sanitize(content.formatted_body.replace(/<mx-reply>[\s\S]*?<\/mx-reply>/i, ""), CLEAN);
  for (const link of fragment.querySelectorAll("a")) link.replaceWith(ourLink(link, nameOf, ownId));
  // a message's headings are no headings of the page
  for (const heading of fragment.querySelectorAll("h1,h2,h3,h4,h5,h6")) heading.replaceWith(h("p", { class: "k-medium" }, [...heading.childNodes]));
  for (const table of fragment.querySelectorAll("table")) table.className = "k-text__table";
  return fragment;
}

function ourLink(link, nameOf, ownId) {
  const userId = mentioned(link.getAttribute("href"));
  // the words of the link could name somebody else: the chat's own name of that person counts
  if (userId) return h("span", { class: `k-mention${userId === ownId ? " k-mention--me" : ""}`, data: { user: userId }, dir: "auto" }, nameOf(userId) ? `@${nameOf(userId)}` : userId);
  const href = safeHref(link.getAttribute("href"));
  const words = [...link.childNodes];
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, words) : h("span", null, words);
}

/** The user id of a link to a person, or undefined. */
export function mentioned(href) {
  const match = /^https:\/\/matrix\.to\/#\/([^?]+)/.exec(href ?? "") ?? /^matrix:u\/([^?]+)/.exec(href ?? "");
  if (!match) return undefined;
  try {
    const id = decodeURIComponent(match[1]);
    const userId = href.startsWith("matrix:") ? `@${id}` : id;
    return /^@[^:\s]+:[^\s/]+$/.test(userId) ? userId : undefined;
  } catch {
    return undefined;
  }
}

export function safeHref(href) {
  try {
    const url = new URL(href);
    return ["https:", "http:", "mailto:", "tel:"].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
