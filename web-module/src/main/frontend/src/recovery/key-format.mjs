// The recovery key as people copy it: groups of four.

export function groups(encoded) {
  return encoded.replace(/\s+/g, "").match(/.{1,4}/g) ?? [];
}

/** Two different groups to ask for, by index; random is injectable. */
export function groupsToAsk(count, random = Math.random) {
  const first = Math.floor(random() * count);
  const second = (first + 1 + Math.floor(random() * (count - 1))) % count;
  return [first, second].sort((a, b) => a - b);
}

/** The text of the file or the printed page. */
export function keyFile(encoded, userId, texts) {
  return [texts.title, "", userId, "", groups(encoded).join(" "), "", texts.hint, ""].join("\n");
}

/** What the user typed, compared as a person reads: case matters in the key, spaces do not. */
export function sameGroup(expected, typed) {
  return typed.replace(/\s+/g, "") === expected;
}
