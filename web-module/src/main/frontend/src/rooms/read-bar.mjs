// What stands in the composer's place in a chat where the user may read and not write, as in the server's own notices.
import { h } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";

/** Answers where the conversation asks its composer. */
export class ReadBar {
  constructor(note = t("readonly.note"), field = undefined) {
    this.field = field ?? h("span");
    this.element = h("div", { class: "k-leftbar", data: { testid: field ? "left-bar" : "read-bar" } }, h("p", { class: "k-grow k-small" }, note), this.field);
  }

  focus() {}

  /** Nothing here could be closed. */
  escape() {
    return false;
  }

  drop() {}
}
