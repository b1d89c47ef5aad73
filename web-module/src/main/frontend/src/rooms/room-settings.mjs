// A chat's own settings: name, topic, picture, who may read earlier messages, wards.
import { h, icon, button, iconButton } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { announce } from "../lib/announce.mjs";
import { t } from "../lib/i18n.mjs";
import { setRoomTopic, renameRoom } from "./create.mjs";
import { ownSpaces, putIntoSpace, roomsOfSpace } from "./spaces.mjs";

export const VISIBILITIES = ["invited", "joined", "shared"];
const LARGEST_PICTURE = 2 * 1024 * 1024;

export function openRoomSettings(ctx, room) {
  return openDialog({ title: t("rset.title"), testid: "room-settings", build: () => h("div", { class: "k-stack" }, fields(ctx, room)) });
}

function fields(ctx, room) {
  const { client } = ctx;
  const may = (type) => room.currentState.maySendStateEvent(type, client.getUserId());
  const topic = room.currentState.getStateEvents("m.room.topic", "")?.getContent().topic ?? "";
  return [
    line({ id: "rset-name", label: t("new.groupName"), hint: t("new.groupName.hint"), value: room.name, max: 80, disabled: !may("m.room.name"), save: (value) => value && renameRoom(client, room.roomId, value) }),
    line({ id: "rset-topic", label: t("rset.topic"), hint: t("new.groupName.hint"), value: topic, max: 200, disabled: !may("m.room.topic"), save: (value) => setRoomTopic(client, room.roomId, value) }),
    may("m.room.avatar") && picture(ctx, room),
    history(client, room, !may("m.room.history_visibility")),
    wards(client, room),
  ];
}

function line({ id, label, hint, value, max, disabled, save }) {
  const field = h("input", { class: "k-input", id, value, maxlength: max, autocomplete: "off", dir: "auto", disabled, data: { testid: id } });
  field.addEventListener("change", () => attempt(() => save(field.value.trim())));
  return h("div", { class: "k-field" }, h("label", { for: id }, label), field, h("p", { class: "k-field__hint" }, hint));
}

function picture(ctx, room) {
  const { client } = ctx;
  const file = h("input", { type: "file", accept: "image/png,image/jpeg,image/webp", hidden: true, data: { testid: "rset-picture-file" }, on: { change: () => file.files[0] && attempt(() => setPicture(ctx, room, file.files[0])) } });
  return h("div", { class: "k-field" }, h("span", { class: "k-label" }, t("rset.picture")), h("div", { class: "k-row" }, button("k-button", "image", t("rset.picture.choose"), () => file.click()), iconButton("trash", t("rset.picture.remove"), () => attempt(() => client.sendStateEvent(room.roomId, "m.room.avatar", {}, ""))), file), h("p", { class: "k-field__hint" }, t("rset.picture.hint")));
}

async function setPicture(ctx, room, file) {
  if (file.size > LARGEST_PICTURE) throw new Error("size");
  const { blob } = await ctx.worker.photo(file);
  const url = await ctx.upload(blob);
  await ctx.client.sendStateEvent(room.roomId, "m.room.avatar", { url, info: { mimetype: blob.type, size: blob.size } }, "");
}

function history(client, room, disabled) {
  const now = room.getHistoryVisibility();
  return h(
    "fieldset",
    { class: "k-fieldset", disabled },
    h("legend", { class: "k-label" }, t("rset.history")),
    VISIBILITIES.map((value) => {
      const box = h("input", { type: "radio", class: "k-check", checked: now === value, data: { testid: `rset-history-${value}` }, on: { change: () => attempt(() => client.sendStateEvent(room.roomId, "m.room.history_visibility", { history_visibility: value }, "")) } });
      // radio buttons need a common name to be one group; it is never submitted
      box.name = "konsil-history";
      return h("label", { class: "k-choice" }, box, h("span", null, t(`rset.history.${value}`)));
    }),
  );
}

function wards(client, room) {
  const all = ownSpaces(client);
  if (!all.length) return undefined;
  return h(
    "fieldset",
    { class: "k-fieldset" },
    h("legend", { class: "k-label" }, t("rset.wards")),
    all.map(({ id, name }) => {
      const box = h("input", { type: "checkbox", class: "k-check", checked: roomsOfSpace(client, id).has(room.roomId), on: { change: () => attempt(() => putIntoSpace(client, id, room.roomId, box.checked)) } });
      return h("label", { class: "k-choice" }, box, icon("sitemap"), h("span", { class: "k-clip", dir: "auto" }, name));
    }),
  );
}

async function attempt(work) {
  try {
    await work();
    announce(t("saved"));
    toast(t("saved"));
  } catch {
    toast(t("failed"), "urgent");
  }
}
