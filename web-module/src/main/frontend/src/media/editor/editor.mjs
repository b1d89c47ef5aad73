// The last look at a photo before it leaves: cut, make unrecognisable, mark, one line of text.
import { focusAgain, h, icon, iconButton } from "../../lib/dom.mjs";
import { t } from "../../lib/i18n.mjs";
import { Stage } from "./stage.mjs";

const TOOLS = [["crop", "expand"], ["blur", "eye-slash"], ["arrow", "arrow-up-right"], ["pen", "pencil"]];

/** {file, caption, annotated}, or undefined when the user decides against it. A photo without edits stays as it is. */
export async function editPhoto(file, roomName) {
  const bitmap = await createImageBitmap(file);
  return new Promise((resolve) => {
    let answer;
    let stage;
    const opener = document.activeElement;
    const undo = iconButton("undo", t("editor.undo"), () => stage.undo(), { disabled: true, data: { testid: "editor-undo" } });
    stage = new Stage(bitmap, (edited) => (undo.disabled = !edited));
    const caption = h("input", { class: "k-input k-grow", autocomplete: "off", dir: "auto", "aria-label": t("file.caption"), placeholder: t("file.caption"), data: { testid: "file-caption" } });
    const form = h("form", { class: "k-row" }, caption, h("button", { type: "submit", class: "k-icon-button k-icon-button--primary", "aria-label": t("composer.send"), data: { testid: "file-send" } }, icon("send")));
    const dialog = h(
      "dialog",
      { class: "k-viewer k-editor", "aria-label": t("file.sendPhoto"), data: { testid: "file-dialog" } },
      h("div", { class: "k-row" }, iconButton("times", t("cancel"), () => dialog.close(), { data: { testid: "editor-cancel" } }), h("span", { class: "k-grow k-small" }, t("editor.hint"), " ", h("span", { dir: "auto" }, t("file.to", roomName))), undo),
      h("div", { class: "k-viewer__stage" }, stage.canvas),
      toolbar(stage),
      form,
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      answer = { file: await outcome(file, stage), caption: caption.value.trim(), annotated: stage.annotated };
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      focusAgain(opener);
      bitmap.close();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    caption.focus();
  });
}

async function outcome(file, stage) {
  if (!stage.edited) return file;
  return new File([await stage.toBlob()], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" });
}

function toolbar(stage) {
  const buttons = TOOLS.map(([tool, glyph]) =>
    h("button", { type: "button", "aria-pressed": "false", data: { testid: `editor-${tool}`, tool }, on: { click: () => choose(tool) } }, icon(glyph), t(`editor.${tool}`)),
  );
  const choose = (tool) => {
    const on = buttons.find((button) => button.dataset.tool === tool).getAttribute("aria-pressed") !== "true";
    for (const button of buttons) button.setAttribute("aria-pressed", String(on && button.dataset.tool === tool));
    stage.use(on ? tool : undefined);
    if (on) stage.canvas.focus();
  };
  return h("div", { class: "k-viewer__tools", role: "group", "aria-label": t("editor.tools") }, buttons);
}
