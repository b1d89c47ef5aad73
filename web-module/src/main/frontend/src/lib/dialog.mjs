// Modal dialogs of the island: the browser's own <dialog>, which keeps the focus and closes with Escape.
import { h, iconButton, button, focusAgain } from "./dom.mjs";
import { t } from "./i18n.mjs";

/**
 * Opens a dialog. `build(close)` returns its content. Resolves with what close() was given, undefined for Escape.
 */
export function openDialog({ title, testid, wide = false, build }) {
  return new Promise((resolve) => {
    let result;
    const opener = document.activeElement;
    const close = (value) => {
      result = value;
      dialog.close();
    };
    const titleId = `dialog-${Math.random().toString(36).slice(2)}`;
    const dialog = h(
      "dialog",
      { class: `k-dialog${wide ? " k-dialog--wide" : ""}`, "aria-labelledby": titleId, data: { testid } },
      h("div", { class: "k-dialog__head" }, h("h2", { id: titleId }, title), iconButton("times", t("close"), () => close(), { data: { testid: "dialog-close" } })),
    );
    dialog.append(h("div", { class: "k-dialog__body" }, build(close, dialog)));
    // a search field would only empty itself
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      focusAgain(opener);
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[data-autofocus]")?.focus();
  });
}

/** A question with two buttons; true when the user agrees. */
export async function confirmDialog({ title, text, yes, no = t("cancel"), danger = false, testid }) {
  const answer = await openDialog({
    title,
    testid,
    build: (close) => [
      h("p", null, text),
      h(
        "div",
        { class: "k-actions" },
        button("k-button", null, no, () => close(false)),
        button(`k-button ${danger ? "k-button--danger" : "k-button--primary"}`, null, yes, () => close(true), { data: { testid: "dialog-yes" } }),
      ),
    ],
  });
  return answer === true;
}

/** Asks for the account's password; undefined when the user leaves. */
export function askPassword({ title, text, error }) {
  return openDialog({
    title,
    testid: "password-dialog",
    build: (close) => {
      const field = h("input", { type: "password", class: "k-input", id: "uia-password", autocomplete: "current-password", data: { autofocus: true, testid: "uia-password" }, "aria-invalid": error ? "true" : undefined });
      const form = h(
        "form",
        { class: "k-stack", novalidate: true },
        h("p", null, text),
        h("div", { class: "k-field" }, h("label", { for: "uia-password" }, t("login.password")), field, error && h("p", { class: "k-field__error", role: "alert" }, error)),
        h("div", { class: "k-actions" }, button("k-button", null, t("cancel"), () => close()), h("button", { type: "submit", class: "k-button k-button--primary", data: { testid: "uia-submit" } }, t("next"))),
      );
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (field.value) close(field.value);
      });
      return form;
    },
  });
}

/** A short message that goes away by itself and says the same to screen readers. */
export function toast(text, kind = "info") {
  const note = h("div", { class: "k-toast", role: kind === "urgent" ? "alert" : "status", data: { kind, testid: "toast" } }, text);
  for (const other of document.querySelectorAll(".k-toast")) other.remove();
  document.body.append(note);
  setTimeout(() => note.remove(), kind === "urgent" ? 8000 : 4000);
}
