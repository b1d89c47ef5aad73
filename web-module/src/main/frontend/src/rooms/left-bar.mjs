// What stands in the composer's place when the user is not in the chat any more: it can be read and forgotten (A_28343).
import { h, button } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";
import { forgetRoom } from "./leave.mjs";

/** Answers where the conversation asks its composer. */
export class LeftBar {
  constructor(ctx, room) {
    this.field = button("k-button k-button--danger", "trash", t("forget.button"), () => forgetRoom(ctx, room), { data: { testid: "forget" } });
    this.element = h("div", { class: "k-leftbar", data: { testid: "left-bar" } }, h("p", { class: "k-grow k-small" }, t("left.note")), this.field);
  }

  focus() {}

  /** Nothing here could be closed. */
  escape() {
    return false;
  }

  drop() {}
}
