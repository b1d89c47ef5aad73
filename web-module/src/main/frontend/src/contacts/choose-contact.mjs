// Passing on somebody's contact: one person, from the directory or the chats.
import { h, icon, debounce, replace } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { domainOf } from "../lib/people.mjs";
import { personAvatar } from "../rooms/avatar.mjs";
import { peopleOfChats, searchPeople } from "../rooms/search-people.mjs";
import { contactContent } from "./vcard.mjs";

/** The content of the message, or undefined. */
export async function chooseContact(ctx) {
  const person = await openDialog({
    title: t("attach.contact"),
    testid: "contact-dialog",
    build: (close) => {
      const list = h("ul", { class: "k-choose", "aria-label": t("new.results") });
      const show = (people) => replace(list, people.length ? people.map((one) => h("li", null, h("button", { type: "button", class: "k-person", data: { testid: "contact-choice", user: one.userId }, on: { click: () => close(one) } }, personAvatar(one.userId, one.name), h("span", { class: "k-grow" }, h("span", { class: "k-person__name" }, h("span", { class: "k-clip", dir: "auto" }, one.name)), h("span", { class: "k-person__sub k-clip k-block" }, one.userId))))) : h("li", { class: "k-choose__note" }, t("new.nobody")));
      const find = debounce(async () => show(search.value.trim() ? await searchPeople(ctx.client, search.value).catch(() => []) : peopleOfChats(ctx.client)), 250);
      const search = h("input", { type: "search", autocomplete: "off", placeholder: t("new.search"), data: { autofocus: true, testid: "contact-search" }, on: { input: find } });
      show(peopleOfChats(ctx.client));
      return [h("label", { class: "k-search" }, icon("search"), h("span", { class: "k-sr" }, t("new.search")), search), list];
    },
  });
  return person && contactContent({ userId: person.userId, name: person.name, organisation: domainOf(person.userId) });
}
