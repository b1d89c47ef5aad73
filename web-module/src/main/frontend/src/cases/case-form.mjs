// A new case, or what has changed about one. Everything here is content of the chat: encrypted before it leaves.
import { h, button } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { textField } from "../clinical/forms/form.mjs";
import { inviteMore } from "../rooms/new-chat.mjs";
import { caseRoomBody } from "./case.mjs";

const SEXES = ["", "female", "male", "other"];
const KVNR = /^[A-Z]\d{9}$/;

/** The values of caseBundle, undefined when the user leaves. */
export function askCase(title, before = {}) {
  const field = (key, more) => textField(t(`case.${key}`), { value: before[key] ?? "", testid: `case-${key}`, ...more });
  const fields = { number: field("number", { max: 40 }), place: field("place", { max: 60 }), name: field("name"), birthDate: field("birthDate", { type: "date" }), kvnr: field("kvnr", { max: 10 }), allergy: field("allergy"), reason: field("reason") };
  const sex = h("select", { class: "k-input", id: "case-sex", data: { testid: "case-sex" } }, SEXES.map((value) => h("option", { value, selected: value === (before.sex ?? "") }, t(`case.sex.${value || "unknown"}`))));
  return openDialog({
    title,
    testid: "case-form",
    wide: true,
    build: (close) => {
      const form = h(
        "form",
        { class: "k-stack", novalidate: true },
        h("div", { class: "k-two" }, fields.number.element, fields.place.element),
        fields.reason.element,
        fields.allergy.element,
        fields.name.element,
        h("div", { class: "k-two" }, fields.birthDate.element, h("div", { class: "k-field" }, h("label", { for: "case-sex" }, t("case.sex")), sex)),
        fields.kvnr.element,
        h("p", { class: "k-field__hint" }, t("case.hint")),
        h("div", { class: "k-actions" }, button("k-button", null, t("cancel"), () => close()), h("button", { type: "submit", class: "k-button k-button--primary", data: { testid: "case-save" } }, t("save"))),
      );
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const missing = ["number", "reason", "name"].filter((key) => !fields[key].complain(fields[key].value ? "" : t("form.missing")));
        const kvnr = fields.kvnr.value.toUpperCase();
        const fine = fields.kvnr.complain(!kvnr || KVNR.test(kvnr) ? "" : t("case.kvnr.bad"));
        if (missing.length || !fine) return form.querySelector("[aria-invalid]").focus();
        return close({ ...Object.fromEntries(Object.entries(fields).map(([key, { value }]) => [key, value])), kvnr, sex: sex.value });
      });
      return form;
    },
  });
}

/** Makes the room, puts the case into it, asks whom to invite. */
export async function newCase(ctx) {
  const values = await askCase(t("case.new"));
  if (!values) return;
  try {
    const { room_id: roomId } = await ctx.client.createRoom(caseRoomBody(t("case.room")));
    const room = await ctx.whenJoined(roomId);
    await ctx.cases.write(room, values);
    ctx.router.openRoom(roomId);
    await inviteMore(ctx, room);
  } catch {
    toast(t("new.failed"), "urgent");
  }
}

export async function changeCase(ctx, room, before) {
  const values = await askCase(t("case.change"), before);
  if (values) await ctx.cases.write(room, values).catch(() => toast(t("failed"), "urgent"));
}

