// The emoji of Unicode with their names in the page's language, loaded when they are first needed.
import { lang } from "../lib/i18n.mjs";

let loading;
let names = new Map();

/** [{emoji, name, words, group}] in Unicode's order. */
export function loadEmoji(assets) {
  loading ??= fetch(`${assets}/emoji-${lang() === "en" ? "en" : "de"}.json`)
    .then((response) => (response.ok ? response.json() : Promise.reject(new Error(`emoji: ${response.status}`))))
    .then((list) => list.map(([emoji, name, words, group]) => ({ emoji, name, words, group })))
    .then((list) => ((names = new Map(list.map((entry) => [plain(entry.emoji), entry.name]))), list))
    .catch((e) => ((loading = undefined), Promise.reject(e)));
  return loading;
}

/** What a screen reader says; the emoji itself until the names are there. */
export function emojiName(emoji) {
  return names.get(plain(emoji)) ?? emoji;
}

/** Some keyboards leave the presentation selector out. */
function plain(emoji) {
  return emoji.replaceAll("\ufe0f", "");
}

/** At most `limit` emoji whose name or words begin with every word of the query. */
export function searchEmoji(list, query, limit = 120) {
  const asked = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ name, words }) => {
    const all = `${name} ${words}`.toLocaleLowerCase().split(/[\s,]+/);
    return asked.every((word) => all.some((candidate) => candidate.startsWith(word)));
  };
  return list.filter(matches).slice(0, limit);
}
