// Who may invite the user (A_25043, A_25045-02): everyone or nobody, with exceptions. The server enforces it.
import { ClientEvent } from "../sdk.mjs";
import { h, icon, iconButton, button, byId, replace } from "../lib/dom.mjs";
import { toast } from "../lib/dialog.mjs";
import { announce } from "../lib/announce.mjs";
import { t } from "../lib/i18n.mjs";
import { parseUserId } from "../lib/people.mjs";
import { askText } from "../rooms/ask-text.mjs";
import { setBlocked } from "../rooms/block.mjs";

export const PERMISSIONS = "de.gematik.tim.account.permissionconfig.pro.v1";
const INSURED = { groupName: "isInsuredPerson" };
const SERVER_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;

/** {everyone, users: [id], servers: [name], insured}; what is not as the schema asks counts as empty. */
export function readPermissions(content = {}) {
  const keys = (value) => (value && typeof value === "object" && !Array.isArray(value) ? Object.keys(value).sort() : []);
  return {
    everyone: content.defaultSetting !== "block all",
    users: keys(content.userExceptions),
    servers: keys(content.serverExceptions),
    insured: Array.isArray(content.groupExceptions) && content.groupExceptions.some((group) => group?.groupName === INSURED.groupName),
  };
}

export function writePermissions({ everyone, users, servers, insured }) {
  const object = (names) => Object.fromEntries(names.map((name) => [name, {}]));
  return { defaultSetting: everyone ? "allow all" : "block all", userExceptions: object(users), serverExceptions: object(servers), groupExceptions: insured ? [INSURED] : [] };
}

/** A typed exception: {user} or {server}, undefined when it is neither. */
export function parseException(text) {
  const plain = text.trim();
  if (parseUserId(plain)) return { user: plain };
  return SERVER_NAME.test(plain) && plain.includes(".") ? { server: plain.toLowerCase() } : undefined;
}

export class PermissionSettings {
  #ctx;
  /** what was chosen and is not back from the server yet */
  #pending;

  constructor(ctx) {
    this.#ctx = ctx;
    ctx.client.on(ClientEvent.AccountData, (event) => [PERMISSIONS, "m.ignored_user_list"].includes(event.getType()) && this.show());
  }

  #now() {
    return this.#pending ?? readPermissions(this.#ctx.client.getAccountData(PERMISSIONS)?.getContent());
  }

  show() {
    const now = this.#now();
    const choice = (everyone) => {
      const box = h("input", { type: "radio", class: "k-check", checked: now.everyone === everyone, data: { testid: everyone ? "permit-everyone" : "permit-nobody" }, on: { change: () => this.#save({ everyone }) } });
      box.name = "konsil-permit";
      return h("label", { class: "k-choice" }, box, h("span", null, t(everyone ? "permit.everyone" : "permit.nobody")));
    };
    const insured = h("input", { type: "checkbox", role: "switch", class: "k-switch", checked: now.insured, data: { testid: "permit-insured" }, on: { change: () => this.#save({ insured: insured.checked }) } });
    const focused = byId("permissions").contains(document.activeElement) && document.activeElement.dataset.testid;
    replace(
      byId("permissions"),
      h("fieldset", { class: "k-fieldset" }, h("legend", { class: "k-label" }, t("permit.question")), choice(true), choice(false)),
      h("p", { class: "k-label" }, t(now.everyone ? "permit.except.not" : "permit.except.but")),
      h("ul", { data: { testid: "permit-exceptions" } }, this.#exceptions(now)),
      h("div", { class: "k-row k-row--wrap" }, button("k-button", "plus", t("permit.add"), () => this.#add(), { data: { testid: "permit-add" } })),
      h("label", { class: "k-setting k-setting--flat" }, icon("users"), h("span", { class: "k-grow" }, t(now.everyone ? "permit.insured.not" : "permit.insured.but")), insured),
      this.#blocked(),
    );
    if (focused) byId("permissions").querySelector(`[data-testid="${focused}"]`)?.focus({ preventScroll: true });
  }

  #exceptions(now) {
    const row = (glyph, name, list) => h("li", { class: "k-row" }, icon(glyph), h("span", { class: "k-grow k-clip", dir: "auto" }, name), iconButton("trash", t("permit.remove", name), () => this.#save({ [list]: this.#now()[list].filter((other) => other !== name) })));
    const rows = [...now.users.map((id) => row("user", id, "users")), ...now.servers.map((name) => row("building", name, "servers"))];
    return rows.length ? rows : h("li", { class: "k-small k-muted" }, t("permit.none"));
  }

  #blocked() {
    const { client } = this.#ctx;
    const blocked = client.getIgnoredUsers();
    if (!blocked.length) return undefined;
    return [h("p", { class: "k-label" }, t("block.list")), h("ul", { data: { testid: "blocked" } }, blocked.map((userId) => h("li", { class: "k-row" }, icon("ban"), h("span", { class: "k-grow k-clip" }, userId), button("k-link", null, t("block.undo"), () => setBlocked(client, userId, false).then(() => this.show(), () => toast(t("failed"), "urgent"))))))];
  }

  async #add() {
    const typed = await askText({ title: t("permit.add"), label: t("permit.address"), hint: t("permit.address.hint"), max: 255 });
    if (!typed) return;
    const { user, server } = parseException(typed) ?? {};
    if (!user && !server) return toast(t("permit.bad"), "urgent");
    const { users, servers } = this.#now();
    await this.#save(user ? { users: [...new Set([...users, user])] } : { servers: [...new Set([...servers, server])] });
    return undefined;
  }

  /** Two quick changes must not undo each other, so each starts from what was chosen last. */
  async #save(change) {
    const next = { ...this.#now(), ...change };
    this.#pending = next;
    this.show();
    try {
      await this.#ctx.client.setAccountData(PERMISSIONS, writePermissions(next));
      announce(t("saved"));
    } catch {
      toast(t("failed"), "urgent");
    }
    if (this.#pending === next) this.#pending = undefined;
    this.show();
  }
}
