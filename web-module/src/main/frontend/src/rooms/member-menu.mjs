// One person of a chat: write, check, role, remove, block, report.
import { h, icon } from "../lib/dom.mjs";
import { confirmDialog, openDialog, toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { askText } from "./ask-text.mjs";
import { personAvatar } from "./avatar.mjs";
import { openDirect } from "./create.mjs";
import { showQr } from "../contacts/contact-card.mjs";
import { isBlocked, setBlocked } from "./block.mjs";

/** The roles people know, as the power levels that stand for them. */
export const ROLES = [["member", 0], ["moderator", 50], ["admin", 100]];

export function roleOf(level) {
  return ROLES.findLast(([, least]) => level >= least)?.[0] ?? "member";
}

export function openMember(ctx, room, member) {
  return openDialog({
    title: member.name,
    testid: "member-menu",
    build: (close) => {
      const entry = ([glyph, label, work, testid]) => h("button", { type: "button", class: "k-menu__item", data: { testid }, on: { click: () => (close(), Promise.resolve(work()).catch(() => toast(t("failed"), "urgent"))) } }, icon(glyph), label);
      return h("div", { class: "k-stack" }, h("div", { class: "k-person" }, personAvatar(member.userId, member.name), h("span", { class: "k-grow k-small k-select" }, member.userId)), roles(ctx, room, member), h("div", { class: "k-menu" }, entries(ctx, room, member).map(entry)));
    },
  });
}

function entries(ctx, room, member) {
  const { client, router, trust, verification } = ctx;
  const own = client.getUserId();
  const { userId, name } = member;
  if (userId === own) return [];
  const blocked = isBlocked(client, userId);
  const out = [
    ["comment", t("directory.message"), async () => router.openRoom(await openDirect(client, userId)), "member-message"],
    trust.of(userId) !== "verified" && member.membership === "join" && ["shield", t("details.verify"), () => verification.startWithUser(userId, room), "member-verify"],
    above(room, own, member) && room.currentState.hasSufficientPowerLevelFor("kick", levelOf(room, own)) && ["sign-out", t("member.remove"), () => remove(client, room, member), "member-remove"],
    ["qrcode", t("contact.qr"), () => showQr({ userId, name }), "member-qr"],
    [blocked ? "check" : "ban", t(blocked ? "block.undo" : "block.button"), () => toggleBlock(client, userId, name, !blocked), "member-block"],
    ["flag-fill", t("report.person"), () => reportPerson(client, userId), "member-report"],
  ];
  return out.filter(Boolean);
}

function levelOf(room, userId) {
  return room.getMember(userId)?.powerLevel ?? 0;
}

function above(room, own, member) {
  return levelOf(room, own) > levelOf(room, member.userId);
}

function roles(ctx, room, member) {
  const { client } = ctx;
  const own = client.getUserId();
  const level = levelOf(room, member.userId);
  const may = member.membership === "join" && room.currentState.maySendStateEvent("m.room.power_levels", own) && (member.userId === own || above(room, own, member));
  if (!may) return h("p", { class: "k-small k-muted" }, t(`role.${roleOf(level)}`));
  const choices = ROLES.filter(([, least]) => least <= levelOf(room, own));
  const field = h("select", { class: "k-input", id: "member-role", data: { testid: "member-role" }, on: { change: () => setRole(client, room, member, Number(field.value)) } }, choices.map(([role, least]) => h("option", { value: least, selected: role === roleOf(level) }, t(`role.${role}`))));
  return h("div", { class: "k-field" }, h("label", { for: "member-role" }, t("role.label")), field, h("p", { class: "k-field__hint" }, t("role.hint")));
}

async function setRole(client, room, member, level) {
  const own = client.getUserId();
  // nobody can take their own step down back
  if (member.userId === own && level < levelOf(room, own) && !(await confirmDialog({ title: t("role.down.title"), text: t("role.down.text"), yes: t("role.down.button"), danger: true }))) return;
  await client.setPowerLevel(room.roomId, member.userId, level).then(() => toast(t("saved")), () => toast(t("failed"), "urgent"));
}

async function remove(client, room, { userId, name }) {
  const sure = await confirmDialog({ title: t("member.remove.title", name), text: t("member.remove.text"), yes: t("member.remove"), danger: true, testid: "remove-dialog" });
  if (sure) await client.kick(room.roomId, userId);
}

export async function toggleBlock(client, userId, name, on) {
  if (on && !(await confirmDialog({ title: t("block.title", name), text: t("block.text"), yes: t("block.button"), danger: true, testid: "block-dialog" }))) return;
  await setBlocked(client, userId, on);
  toast(t(on ? "block.done" : "block.undone"));
}

async function reportPerson(client, userId) {
  const reason = await askText({ title: t("report.person"), label: t("report.label"), hint: t("report.hint"), max: 500 });
  if (reason) await client.reportUser(userId, reason).then(() => toast(t("report.done")));
}
