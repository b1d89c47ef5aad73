// How people and groups look without a picture: initials and one of six colour pairs.

/** 1 to 6, the same for the same id on every device. */
export function hue(id) {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) >>> 0;
  return (hash % 6) + 1;
}

/**
 * Two letters. "Name, Vorname" is how a clinic writes people, so the part after the comma comes first;
 * titles such as "Dr." count for nothing.
 */
export function initials(name) {
  const plain = name.replace(/^@/, "").replace(/:.*$/, "");
  const turned = plain.includes(",") ? plain.split(",").reverse().join(" ") : plain;
  const words = turned
    .split(/[\s._-]+/)
    .filter((word) => word && !/^(dr|prof|med|pd|dipl|univ)\.?$/i.test(word))
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""))
    .filter(Boolean);
  if (words.length === 0) return "?";
  const letters = words.length === 1 ? [...words[0]].slice(0, 2) : [[...words[0]][0], [...words.at(-1)][0]];
  return letters.join("").toLocaleUpperCase();
}

/** The local part and the domain of a Matrix user id, or undefined. */
export function parseUserId(text) {
  const match = /^@([^:\s]+):([^\s/]+)$/.exec(text.trim());
  return match ? { localpart: match[1], domain: match[2] } : undefined;
}

export function domainOf(userId) {
  return userId.slice(userId.indexOf(":") + 1);
}
