// Avatar and shield, the same in list, head, timeline and details.
import { h, icon, spoken } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";
import { hue, initials } from "../lib/people.mjs";

/** @param of {hue, initials, kind, presence?} */
export function avatar(of, size = "") {
  return h(
    "span",
    { class: `k-avatar${size && ` k-avatar--${size}`}`, "aria-hidden": "true", data: { kind: of.kind, hue: of.hue } },
    of.kind === "case" ? icon("clipboard") : of.initials,
    of.presence && h("span", { class: "k-presence", data: { state: of.presence } }),
  );
}

export function personAvatar(userId, name, size = "sm", presence) {
  return avatar({ kind: "person", hue: hue(userId), initials: initials(name ?? userId), presence }, size);
}

/** Puts the picture of an mxc address over the letters, when it has come; the letters stay if it does not. */
export function withPicture(ctx, element, mxc) {
  if (mxc)
    ctx.media.preview({ url: mxc, type: "image/jpeg" }).then(
      (src) => element.append(h("img", { class: "k-avatar__picture", src, alt: "" })),
      () => {},
    );
  return element;
}

const SHIELDS = { verified: "verified", unverified: "shield", broken: "exclamation-triangle" };

/** @param state "verified", "unverified" or "broken" */
export function shield(state) {
  return h("span", { class: "k-shield", title: t(`trust.${state}`), data: { state, testid: "shield" } }, icon(SHIELDS[state]), spoken(t(`trust.${state}`)));
}
