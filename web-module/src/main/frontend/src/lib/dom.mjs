// Builds elements without innerHTML: what a user wrote can never become markup.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "tabIndex", "selected", "htmlFor", "indeterminate"]);

/**
 * An element. Attributes by name; `on` holds listeners, `data` the data attributes, `style` custom properties and
 * properties set one by one (a style attribute would break the Content-Security-Policy).
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
    else if (name === "data") for (const [key, v] of Object.entries(value)) setData(element, key, v);
    else if (name === "style") for (const [key, v] of Object.entries(value)) element.style.setProperty(key, v);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function setData(element, key, value) {
  if (value !== undefined && value !== null && value !== false) element.dataset[key] = value === true ? "" : value;
}

export function append(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false && child !== "") element.append(child);
  }
  return element;
}

export function replace(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

/** A PrimeIcons glyph; always hidden from screen readers, the words beside it speak. */
export function icon(name) {
  return h("i", { class: `pi pi-${name}`, "aria-hidden": "true" });
}

/** Words for screen readers only. */
export function spoken(text) {
  return h("span", { class: "k-sr" }, text);
}

export function button(classes, glyph, label, onClick, more = {}) {
  return h("button", { type: "button", class: classes, on: { click: onClick }, ...more }, glyph && icon(glyph), label);
}

export function iconButton(glyph, label, onClick, more = {}) {
  const { class: extra = "", ...rest } = more;
  return h("button", { type: "button", class: `k-icon-button ${extra}`.trim(), "aria-label": label, title: label, on: { click: onClick }, ...rest }, icon(glyph));
}

export function byId(id) {
  return document.getElementById(id);
}

/**
 * Gives the focus back after a modal dialog. The browser has done so already, but while the page was still inert: a
 * text field then looks focused and takes no letter until it gets the focus anew.
 */
export function focusAgain(element) {
  if (!element?.isConnected) return;
  if (document.activeElement === element) element.blur();
  element.focus();
}

/** Calls back at most once per animation frame, however often it is asked. */
export function onceAFrame(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    // a hidden tab gets no animation frames, but its title must count on
    const run = () => {
      asked = false;
      work();
    };
    if (document.hidden) setTimeout(run, 50);
    else requestAnimationFrame(run);
  };
}

export function debounce(work, milliseconds) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), milliseconds);
  };
}
