// A dialog with one line of text.
import { h, button } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";

/** The trimmed text, undefined when the user leaves or it is empty. */
export function askText({ title, label, hint, value = "", max = 80 }) {
  return openDialog({
    title,
    testid: "text-dialog",
    build: (close) => {
      const field = h("input", { class: "k-input", id: "ask-text", autocomplete: "off", dir: "auto", maxlength: max, value, data: { autofocus: true, testid: "text-field" } });
      const form = h("form", { class: "k-stack" }, h("div", { class: "k-field" }, h("label", { for: "ask-text" }, label), field, hint && h("p", { class: "k-field__hint" }, hint)), h("div", { class: "k-actions" }, button("k-button", null, t("cancel"), () => close()), h("button", { type: "submit", class: "k-button k-button--primary", data: { testid: "text-save" } }, t("save"))));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        close(field.value.trim() || undefined);
      });
      return form;
    },
  });
}
