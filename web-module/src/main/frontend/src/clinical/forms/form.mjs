// The frame of the clinical forms: fields, rows that can be added, errors at the field, a look at the card before it
// goes. Nothing has a name, nothing is submitted.
import { h, button, iconButton } from "../../lib/dom.mjs";
import { openDialog } from "../../lib/dialog.mjs";
import { t } from "../../lib/i18n.mjs";
import { cardElement } from "../cards.mjs";
import { fhirContent } from "../fhir.mjs";
import { readClinical } from "../read.mjs";
import { cardText } from "../words.mjs";

/** "38,9" and "38.9"; undefined when empty, NaN when it is no number. */
export function parseNumber(text) {
  const plain = text.trim().replace(",", ".");
  if (!plain) return undefined;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
}

export function textField(label, { id, value = "", testid, inputmode, type = "text", list, max = 120 } = {}) {
  const fieldId = id ?? `f-${Math.random().toString(36).slice(2)}`;
  const input = h("input", { class: "k-input", id: fieldId, type, value, inputmode, maxlength: type === "text" ? max : undefined, autocomplete: "off", dir: "auto", list, data: { testid } });
  const error = h("p", { class: "k-field__error", role: "alert", id: `${fieldId}-error`, hidden: true });
  const element = h("div", { class: "k-field" }, h("label", { for: fieldId }, label), input, error);
  /** Shows what is wrong; an empty message takes it away. */
  const complain = (message) => {
    error.hidden = !message;
    error.textContent = message;
    if (message) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", error.id);
    } else {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
    return !message;
  };
  return { element, input, complain, get value() { return input.value.trim(); }, get number() { return parseNumber(input.value); } };
}

/** The time in the form that a datetime-local field wants. */
export function localTime(timestamp = Date.now()) {
  const date = new Date(timestamp - new Date(timestamp).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
}

/** A list of equal groups of fields; at least one. */
export class Rows {
  #make;
  rows = [];

  /** @param make () => {element, …} */
  constructor(make, addLabel) {
    this.#make = make;
    this.list = h("div", { class: "k-stack" });
    this.element = h("div", { class: "k-stack" }, this.list, button("k-button k-button--quiet", "plus", addLabel, () => this.add().element.querySelector("input").focus(), { data: { testid: "row-add" } }));
    this.add();
  }

  add() {
    const row = this.#make();
    const frame = h("fieldset", { class: "k-fieldset k-formrow" }, h("legend", { class: "k-sr" }, t("form.row", this.rows.length + 1)), row.element, iconButton("trash", t("form.removeRow"), () => this.#remove(row, frame)));
    this.rows.push(row);
    this.list.append(frame);
    return row;
  }

  #remove(row, frame) {
    this.rows = this.rows.filter((other) => other !== row);
    frame.remove();
    if (!this.rows.length) this.add();
  }
}

/**
 * Opens the form; resolves with the content of the event, undefined when the user leaves.
 *
 * @param read () => the resource, or undefined when something is missing and was said at its field
 */
export function openForm({ title, testid, fields, read }) {
  return openDialog({
    title,
    testid,
    wide: true,
    build: (close) => {
      const preview = h("div", { class: "k-formpreview", hidden: true });
      const show = button("k-button", "eye", t("form.preview"), () => look(false), { data: { testid: "form-preview" } });
      const form = h("form", { class: "k-stack", novalidate: true }, fields, preview, h("p", { class: "k-field__hint" }, t("form.noNames")), h("div", { class: "k-actions" }, show, h("button", { type: "submit", class: "k-button k-button--primary", data: { testid: "form-send" } }, t("composer.send"))));
      const look = (send) => {
        const resource = read();
        const card = resource && readClinical({ "de.gematik.fhir.resource": resource });
        if (!card) return form.querySelector("[aria-invalid]")?.focus();
        if (send) return close(fhirContent(resource, cardText(card)));
        preview.hidden = false;
        return preview.replaceChildren(cardElement(card));
      };
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        look(true);
      });
      return form;
    },
  });
}
