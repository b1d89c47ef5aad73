// Keeps the children of an element equal to a list of rows, touching only what changed:
// focus, selection and playing media in untouched rows survive.

/**
 * @param parent the element whose children are the rows
 * @param rows   [{key, sig}] in order; a row with the same key and sig keeps its element
 * @param create (row) => element
 */
export function syncChildren(parent, rows, create) {
  const known = parent.konsilRows ?? new Map();
  const next = new Map();
  removeOthers(parent, new Set(rows.map((row) => known.get(row.key)?.element)));
  let at = parent.firstChild;
  for (const row of rows) {
    const old = known.get(row.key);
    let element = old?.element;
    if (!old || old.sig !== row.sig) {
      element = create(row);
      if (old) {
        if (at === old.element) at = element;
        takePlace(old.element, element);
      }
    }
    // moving an element that is already in place would take the focus away
    if (element === at) at = at.nextSibling;
    else parent.insertBefore(element, at);
    next.set(row.key, { element, sig: row.sig });
  }
  parent.konsilRows = next;
}

function removeOthers(parent, kept) {
  for (const child of [...parent.childNodes]) if (!kept.has(child)) child.remove();
}

/** Puts the new element in the old one's place; a focus inside moves to the same control of the new one. */
function takePlace(old, element) {
  const active = document.activeElement;
  const inside = old.contains(active);
  const index = inside ? focusables(old).indexOf(active) : -1;
  old.replaceWith(element);
  if (!inside) return;
  const target = index < 0 ? element : (focusables(element)[index] ?? element);
  target.focus({ preventScroll: true });
}

function focusables(element) {
  return [element, ...element.querySelectorAll("button, a, [tabindex]")];
}
