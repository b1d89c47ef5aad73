// Passing a message on to other chats.
import { h, icon, button } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { avatar } from "../rooms/avatar.mjs";
import { directRooms, filterRows, roomRows } from "../rooms/model.mjs";
import { describe } from "../rooms/preview.mjs";
import { forwardContent } from "../composer/content.mjs";

export async function forward(ctx, event) {
  const chosen = await openDialog({ title: t("forward.title"), testid: "forward-dialog", build: (close) => chooser(ctx, event, close) });
  if (!chosen?.length) return;
  const content = forwardContent(event.getContent());
  // a failure stands at the message in its chat
  for (const roomId of chosen) ctx.client.sendEvent(roomId, event.getType(), content).catch(() => {});
  toast(tn("forward.done", chosen.length));
}

function chooser(ctx, event, close) {
  const rows = roomRows(ctx.client, directRooms(ctx.client), undefined, ctx.cases).filter(({ id }) => ctx.client.getRoom(id).maySendMessage());
  const chosen = new Set();
  const list = h("ul", { class: "k-choose", "aria-label": t("nav.chats") });
  const send = button("k-button k-button--primary k-button--block", "send", t("forward.button"), () => close([...chosen]), { disabled: true, data: { testid: "forward-send" } });
  const show = (query) => {
    list.replaceChildren(
      ...filterRows(rows, "all", query).slice(0, 50).map((row) => {
        const box = h("input", { type: "checkbox", class: "k-check", checked: chosen.has(row.id), on: { change: () => (box.checked ? chosen.add(row.id) : chosen.delete(row.id), (send.disabled = chosen.size === 0)) } });
        return h("li", null, h("label", { class: "k-person k-choose__row", data: { testid: "forward-room", name: row.name } }, avatar(row, "sm"), h("span", { class: "k-grow k-clip k-person__name", dir: "auto" }, row.name), box));
      }),
    );
  };
  show("");
  const search = h("input", { type: "search", autocomplete: "off", placeholder: t("list.search"), data: { autofocus: true }, on: { input: () => show(search.value) } });
  return [h("p", { class: "k-quote" }, h("span", { class: "k-clip", dir: "auto" }, describe(event).text)), h("label", { class: "k-search" }, icon("search"), h("span", { class: "k-sr" }, t("list.search")), search), list, send];
}
