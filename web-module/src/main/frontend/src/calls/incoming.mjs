// Somebody calls: a dialog that the keyboard reaches and that no key press meant for a text can answer.
import { h, icon, button } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { personAvatar } from "../rooms/avatar.mjs";

/** "video", "voice", or undefined when it is declined. @param onOpen gets the function that closes the dialog */
export function askIncoming({ room, name, who, video, group, onOpen }) {
  return openDialog({
    title: t(video ? "call.in.video" : "call.in.voice", name),
    testid: "incoming-call",
    build: (close, dialog) => {
      onOpen(close);
      dialog.setAttribute("role", "alertdialog");
      // no button has the focus: who is just writing must not answer with the space bar
      const place = h("div", { class: "k-incoming", tabIndex: -1, data: { autofocus: true } }, personAvatar(who, name), group && h("p", { class: "k-muted", dir: "auto" }, t("call.in.group", room.name)));
      return [
        place,
        h(
          "div",
          { class: "k-actions" },
          video && button("k-button k-button--primary", "video", t("call.accept.video"), () => close("video"), { data: { testid: "call-accept-video" } }),
          button(`k-button ${video ? "" : "k-button--primary"}`, "phone", t("call.accept.voice"), () => close("voice"), { data: { testid: "call-accept" } }),
          button("k-button k-button--danger", "times", t("call.decline"), () => close(), { data: { testid: "call-decline" } }),
        ),
        h("p", { class: "k-small k-muted" }, icon("lock"), " ", t("conv.encrypted")),
      ];
    },
  });
}
