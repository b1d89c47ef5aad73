// Keeps the children of an element equal to a list of rows, touching only what changed:
// focus, selection and playing media in untouched rows survive.

/**
 * @param parent the element whose children are the rows
 * @param rows   [{key, sig}] in order; a row with the same key and sig keeps its element
 * @param create (row) => element
 */
export function syncChildren(parent, rows, create) {
  const known = (parent.konsilRows ??= new Map());
  const next = new Map();
  let before = parent.firstChild;
  for (const row of rows) {
    const old = known.get(row.key);
    let element = old?.element;
    if (!old || old.sig !== row.sig) {
      element = create(row, old?.element);
      if (old && old.element !== element) {
        if (before === old.element) before = before.nextSibling;
        keepFocus(old.element, element);
      }
    }
    next.set(row.key, { element, sig: row.sig });
    if (element === before) before = before.nextSibling;
    else parent.insertBefore(element, before);
    known.delete(row.key);
  }
  for (const { element } of known.values()) if (element.parentNode === parent) element.remove();
  parent.konsilRows = next;
}

/** Puts the new element in the old one's place; a focus inside moves to the same control of the new one. */
function keepFocus(old, element) {
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
