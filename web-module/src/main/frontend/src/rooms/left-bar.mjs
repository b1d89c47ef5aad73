// What stands in the composer's place when the user is not in the chat any more: it can be read and forgotten (A_28343).
import { button } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";
import { forgetRoom } from "./leave.mjs";
import { ReadBar } from "./read-bar.mjs";

export class LeftBar extends ReadBar {
  constructor(ctx, room) {
    super(t("left.note"), button("k-button k-button--danger", "trash", t("forget.button"), () => forgetRoom(ctx, room), { data: { testid: "forget" } }));
  }
}
