// Texts come from the server's own bundles as one JSON object, so both halves of the page speak with one voice.

let texts = {};
let language = "de";
let plural = new Intl.PluralRules("de");

export function useTexts(newTexts, newLanguage) {
  texts = newTexts;
  language = newLanguage;
  plural = new Intl.PluralRules(newLanguage);
}

export async function loadTexts(href, newLanguage) {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`texts: ${response.status}`);
  useTexts(await response.json(), newLanguage);
}

export function lang() {
  return language;
}

/** The text of a key with {0}, {1} … replaced; the key itself when it is missing, so that a gap is seen. */
export function t(key, ...values) {
  const text = texts[key];
  return text === undefined ? key : fill(text, values);
}

export function has(key) {
  return texts[key] !== undefined;
}

/** The text for a count: `key.one` or `key.other`; the count is {0}. */
export function tn(key, count, ...values) {
  const form = texts[`${key}.${plural.select(count)}`] ?? texts[`${key}.other`];
  return form === undefined ? key : fill(form, [count.toLocaleString(language), ...values]);
}

function fill(text, values) {
  return text.replace(/\{(\d)\}/g, (whole, index) => (index < values.length ? String(values[index]) : whole));
}
