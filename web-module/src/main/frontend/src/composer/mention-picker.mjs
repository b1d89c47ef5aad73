// "@" opens a list over the composer: at most six people of the chat, and everybody. The focus stays in the field.
import { h, icon, replace } from "../lib/dom.mjs";
import { announce } from "../lib/announce.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { personAvatar } from "../rooms/avatar.mjs";
import { EVERYBODY } from "./content.mjs";

const MOST = 6;
const EVERYBODY_FROM = 3;

/** What stands between the "@" and the caret: {from, query} or undefined. */
export function mentionAt(text, caret) {
  const match = /(?:^|[\s(])@([^\s@][^@\n]{0,30}|)$/.exec(text.slice(0, caret));
  return match ? { from: caret - match[1].length - 1, query: match[1] } : undefined;
}

/** People whose name has parts that begin with each word of the query. */
export function candidates(people, query) {
  const asked = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ name, userId }) => {
    const parts = `${name} ${userId.slice(1)}`.toLocaleLowerCase().split(/[\s,.()]+/);
    return asked.every((word) => parts.some((part) => part.startsWith(word)));
  };
  return people.filter(fits).slice(0, MOST);
}

export class MentionPicker {
  #field;
  #people;
  #onPick;
  #found = [];
  #at = 0;
  #from = 0;

  /** @param people () => [{name, userId}]; @param onPick ({name, userId}) after the name stands in the field */
  constructor(field, people, onPick) {
    this.#field = field;
    this.#people = people;
    this.#onPick = onPick;
    this.element = h("div", { class: "k-picker", role: "listbox", id: "mention-picker", "aria-label": t("mention.title"), hidden: true, data: { testid: "mention-picker" } });
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", "mention-picker"]]) field.setAttribute(name, value);
    field.addEventListener("blur", () => setTimeout(() => document.activeElement !== field && this.close(), 200));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  update() {
    const mention = mentionAt(this.#field.value, this.#field.selectionStart);
    const everybody = { name: t("mention.all"), userId: EVERYBODY };
    const people = this.#people();
    this.#found = mention ? candidates(people.length >= EVERYBODY_FROM ? [...people, everybody] : people, mention.query) : [];
    if (!this.#found.length) return this.close();
    if (!this.isOpen) announce(tn("mention.found", this.#found.length));
    this.#from = mention.from;
    this.#at = 0;
    this.element.hidden = false;
    this.#field.setAttribute("aria-expanded", "true");
    return this.#show();
  }

  close() {
    this.element.hidden = true;
    this.#field.setAttribute("aria-expanded", "false");
    this.#field.removeAttribute("aria-activedescendant");
  }

  /** True when the key was for the list. */
  key(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.#at = (this.#at + step + this.#found.length) % this.#found.length;
      this.#show();
    } else if (event.key === "Enter" || event.key === "Tab") this.#pick(this.#found[this.#at]);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #pick(person) {
    const { value, selectionStart } = this.#field;
    const before = `${value.slice(0, this.#from)}@${person.name} `;
    this.#field.value = before + value.slice(selectionStart);
    this.#field.setSelectionRange(before.length, before.length);
    this.close();
    this.#onPick(person);
  }

  #show() {
    replace(
      this.element,
      this.#found.map((person, index) => {
        const everybody = person.userId === EVERYBODY;
        const face = everybody ? h("span", { class: "k-avatar k-avatar--sm", "aria-hidden": "true", data: { kind: "group", hue: "1" } }, icon("users")) : personAvatar(person.userId, person.name);
        return h("div", { role: "option", id: `mention-${index}`, "aria-selected": String(index === this.#at), data: { user: person.userId, testid: "mention-option" }, on: { mousedown: (e) => (e.preventDefault(), this.#pick(person)) } }, face, h("span", { class: "k-grow" }, h("b", { class: "k-clip k-block", dir: "auto" }, person.name), h("span", { class: "k-small k-muted k-clip k-block" }, everybody ? t("mention.all.hint") : person.userId)));
      }),
    );
    this.#field.setAttribute("aria-activedescendant", `mention-${this.#at}`);
  }
}
