// A last look before a file leaves: what it is, who gets it, one line of text. Photos get the editor.
import { h, icon, button } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { lang, t } from "../lib/i18n.mjs";
import { byteSize } from "../timeline/body.mjs";
import { fileGlyph } from "../timeline/media-body.mjs";
import { editPhoto } from "../media/editor/editor.mjs";
import { LARGEST_BYTES } from "../media/uploads.mjs";

/** {file, caption, annotated?} or undefined when the user decides against it. */
export async function confirmFile(file, roomName) {
  // an animation has more than one picture, and what the browser cannot read it cannot edit
  if (/^image\/(jpeg|png|webp)$/.test(file.type) && file.size <= LARGEST_BYTES) {
    try {
      return await editPhoto(file, roomName);
    } catch {
      return ask(file, roomName);
    }
  }
  return ask(file, roomName);
}

function ask(file, roomName) {
  const tooLarge = file.size > LARGEST_BYTES;
  return openDialog({
    title: t("file.send"),
    testid: "file-dialog",
    build: (close) => {
      const caption = h("input", { class: "k-input", id: "file-caption", autocomplete: "off", dir: "auto", data: { autofocus: true, testid: "file-caption" } });
      const form = h(
        "form",
        { class: "k-stack" },
        h("div", { class: "k-file" }, h("span", { class: "k-file__icon" }, icon(fileGlyph(file.type))), h("span", { class: "k-grow" }, h("span", { class: "k-clip k-block k-medium", dir: "auto" }, file.name), h("span", { class: "k-small k-block" }, byteSize(file.size, lang())))),
        tooLarge && h("p", { class: "k-banner k-banner--card", role: "alert", data: { kind: "urgent" } }, icon("exclamation-circle"), h("span", null, t("upload.tooLarge"))),
        h("div", { class: "k-field" }, h("label", { for: "file-caption" }, t("file.caption")), caption),
        h("p", { class: "k-small k-muted", dir: "auto" }, t("file.to", roomName)),
        h("div", { class: "k-actions" }, button("k-button", null, t("cancel"), () => close()), h("button", { type: "submit", class: "k-button k-button--primary", disabled: tooLarge, data: { testid: "file-send" } }, icon("send"), t("composer.send"))),
      );
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        close({ file, caption: caption.value.trim() });
      });
      return form;
    },
  });
}
