// Texts that are written again and again. The user's own are kept sealed on this device.
import { h, button, iconButton, replace } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";

const NAME = "templates";
const MOST = 50;

/** The chosen text, or undefined. @param current what stands in the composer and could be kept */
export async function chooseTemplate(ctx, current) {
  let own = (await ctx.vault.get(NAME)) ?? [];
  const save = (next) => ctx.vault.put(NAME, (own = next.slice(0, MOST)));
  return openDialog({
    title: t("template.title"),
    testid: "templates",
    build: (close) => {
      const list = h("ul", { class: "k-menu" });
      const entry = (text, remove) => h("li", { class: "k-row" }, h("button", { type: "button", class: "k-menu__item k-grow", data: { testid: "template" }, on: { click: () => close(text) } }, h("span", { class: "k-template", dir: "auto" }, text)), remove && iconButton("trash", t("template.remove"), remove, { data: { testid: "template-remove" } }));
      const show = () => replace(list, own.map((text) => entry(text, () => save(own.filter((other) => other !== text)).then(show))), ["template.sbar", "template.handover"].map((key) => entry(t(key).replaceAll("\\n", "\n"))));
      show();
      const keep = current && button("k-button", "plus", t("template.keep"), () => save([current, ...own.filter((text) => text !== current)]).then(() => (show(), toast(t("saved")))), { data: { testid: "template-keep" } });
      return [list, h("p", { class: "k-field__hint" }, t("template.hint")), keep];
    },
  });
}
