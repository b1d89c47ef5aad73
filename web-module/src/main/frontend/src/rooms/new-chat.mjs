// "Neuer Chat": choose one person for a direct chat, several for a group.
import { h, icon, button, replace, debounce, iconButton } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { domainOf } from "../lib/people.mjs";
import { newCase } from "../cases/case-form.mjs";
import { personAvatar } from "./avatar.mjs";
import { createGroup, openDirect } from "./create.mjs";
import { newSpace } from "./space-menu.mjs";
import { searchPeople } from "./search-people.mjs";

const NEW_SPACE = Symbol("new space");
const NEW_CASE = Symbol("new case");

/** Opens the dialog; goes to the new chat. */
export async function newChat(ctx) {
  const roomId = await openDialog({ title: t("new.title"), testid: "new-chat-dialog", build: (close) => [new Chooser(ctx, close, "new").elements, button("k-button k-button--quiet", "clipboard", t("case.new"), () => close(NEW_CASE), { data: { testid: "new-case" } }), button("k-button k-button--quiet", "sitemap", t("space.new"), () => close(NEW_SPACE), { data: { testid: "new-space" } })] });
  if (roomId === NEW_SPACE) await newSpace(ctx);
  else if (roomId === NEW_CASE) await newCase(ctx);
  else if (roomId) ctx.router.openRoom(roomId);
}

/** Invites more people into a group. */
export function inviteMore(ctx, room) {
  return openDialog({ title: t("invite.more.title"), testid: "invite-dialog", build: (close) => new Chooser(ctx, close, "invite", room).elements });
}

class Chooser {
  #ctx;
  #close;
  #room;
  #chosen = new Map();
  #asked = 0;

  constructor(ctx, close, mode, room) {
    this.#ctx = ctx;
    this.#close = close;
    this.#room = room;
    this.mode = mode;
    this.search = h("input", { type: "search", autocomplete: "off", placeholder: t("new.search"), data: { autofocus: true, testid: "people-search" }, on: { input: debounce(() => this.#find(), 250) } });
    this.chips = h("div", { class: "k-chips k-chips--wrap", role: "group", "aria-label": t("new.chosen"), hidden: true });
    this.results = h("ul", { class: "k-choose", "aria-label": t("new.results"), data: { testid: "people-results" } });
    this.name = h("input", { class: "k-input", id: "group-name", autocomplete: "off", maxlength: 80, data: { testid: "group-name" } });
    this.nameField = h("div", { class: "k-field", hidden: true }, h("label", { for: "group-name" }, t("new.groupName")), this.name, h("p", { class: "k-field__hint" }, t("new.groupName.hint")));
    this.submit = button("k-button k-button--primary k-button--lg k-button--block", null, "", () => this.#go(), { disabled: true, data: { testid: "start-chat" } });
    this.elements = [h("label", { class: "k-search" }, icon("search"), h("span", { class: "k-sr" }, t("new.search")), this.search), this.chips, this.results, this.nameField, this.submit];
    this.#show([]);
    this.#update();
  }

  async #find() {
    const asked = ++this.#asked;
    this.results.setAttribute("aria-busy", "true");
    try {
      const people = await searchPeople(this.#ctx.client, this.search.value);
      if (asked === this.#asked) this.#show(people);
    } catch {
      if (asked === this.#asked) replace(this.results, h("li", { class: "k-choose__note" }, t("directory.failed")));
    }
    this.results.removeAttribute("aria-busy");
  }

  #show(people) {
    if (!people.length) {
      replace(this.results, h("li", { class: "k-choose__note" }, this.search.value.trim() ? t("new.nobody") : t("new.hint")));
      return;
    }
    replace(
      this.results,
      people.map((person) => {
        const box = h("input", { type: "checkbox", class: "k-check", checked: this.#chosen.has(person.userId), on: { change: () => this.#toggle(person, box.checked) } });
        return h("li", null, h("label", { class: "k-person k-choose__row", data: { testid: "person", user: person.userId } }, personAvatar(person.userId, person.name), h("span", { class: "k-grow" }, h("span", { class: "k-person__name" }, h("span", { class: "k-clip", dir: "auto" }, person.name)), h("span", { class: "k-person__sub k-clip k-block" }, person.userId)), box));
      }),
    );
  }

  #toggle(person, on) {
    if (on) this.#chosen.set(person.userId, person);
    else this.#chosen.delete(person.userId);
    this.#update();
  }

  #update() {
    const people = [...this.#chosen.values()];
    this.chips.hidden = people.length === 0;
    replace(
      this.chips,
      people.map((person) =>
        h("span", { class: "k-chip k-chip--removable" }, h("span", { class: "k-clip" }, person.name), iconButton("times", t("new.remove", person.name), () => {
          this.#chosen.delete(person.userId);
          const row = [...this.results.querySelectorAll(".k-choose__row")].find((r) => r.dataset.user === person.userId);
          if (row) row.querySelector("input").checked = false;
          this.#update();
          this.search.focus();
        }, { class: "k-icon-button--small" })),
      ),
    );
    this.nameField.hidden = this.mode === "invite" || people.length < 2;
    this.submit.disabled = people.length === 0;
    this.submit.textContent = this.mode === "invite" ? t("invite.more.button") : people.length > 1 ? t("new.group") : t("new.direct");
  }

  async #go() {
    const { client } = this.#ctx;
    const users = [...this.#chosen.keys()];
    this.submit.disabled = true;
    this.submit.setAttribute("aria-busy", "true");
    try {
      if (this.mode === "invite") this.#close(await inviteAll(this.#ctx, this.#room, users));
      else if (users.length === 1) this.#close(await openDirect(client, users[0]));
      else this.#close(await this.#group(users));
    } catch (e) {
      toast(e.errcode === "M_FORBIDDEN" ? t("new.refused", foreignNote(client, users)) : t("new.failed"), "urgent");
      this.submit.disabled = false;
      this.submit.removeAttribute("aria-busy");
    }
  }

  async #group(users) {
    const name = this.name.value.trim() || t("new.groupDefault");
    const { roomId, failed } = await createGroup(this.#ctx.client, users, name, "");
    if (failed.length) toast(tn("new.notInvited", failed.length), "urgent");
    return roomId;
  }
}

async function inviteAll({ client, cases }, room, users) {
  for (const userId of users) await client.invite(room.roomId, userId);
  await cases.share(room, users);
  return room.roomId;
}

function foreignNote(client, users) {
  const own = domainOf(client.getUserId());
  return users.some((userId) => domainOf(userId) !== own) ? t("new.refused.foreign") : "";
}
