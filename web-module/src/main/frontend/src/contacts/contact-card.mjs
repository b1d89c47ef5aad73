// A contact in the timeline, and as a QR code that another phone can read.
import qrcode from "qrcode-generator";
import { h, icon, button } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { saveBlob } from "../media/downloads.mjs";
import { personAvatar } from "../rooms/avatar.mjs";
import { openDirect } from "../rooms/create.mjs";
import { toVcard } from "./vcard.mjs";

const QUIET = 4; // modules of empty edge that readers need

export function contactBody(ctx, contact) {
  const write = button("k-button", "comment", t("directory.message"), async () => ctx.router.openRoom(await openDirect(ctx.client, contact.userId).catch(() => toast(t("new.failed"), "urgent"))), { disabled: contact.userId === ctx.client.getUserId(), data: { testid: "contact-message" } });
  return h("section", { class: "k-card k-contact", "aria-label": t("contact.of", contact.name), data: { testid: "contact-card", user: contact.userId } }, h("div", { class: "k-person k-contact__who" }, personAvatar(contact.userId, contact.name), h("span", { class: "k-grow" }, h("b", { class: "k-clip k-block", dir: "auto" }, contact.name), h("span", { class: "k-person__sub k-clip k-block" }, contact.userId))), h("footer", { class: "k-card__foot" }, write, button("k-link", "qrcode", t("contact.qr"), () => showQr(contact))));
}

export function showQr(contact) {
  return openDialog({
    title: t("contact.of", contact.name),
    testid: "contact-qr",
    build: () => [qrElement(toVcard(contact), t("contact.qr.alt", contact.name)), h("p", { class: "k-small k-muted k-select k-center" }, contact.userId), button("k-button k-button--block", "download", t("contact.file"), () => saveBlob(new Blob([toVcard(contact)], { type: "text/vcard" }), `${contact.name}.vcf`))],
  });
}

/** The code as one path; always dark on light, for cameras cannot read the other way round. */
function qrElement(text, label) {
  const code = qrcode(0, "M");
  code.addData(String.fromCharCode(...new TextEncoder().encode(text)), "Byte");
  code.make();
  const count = code.getModuleCount();
  let path = "";
  for (let y = 0; y < count; y++) for (let x = 0; x < count; x++) if (code.isDark(y, x)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const size = count + 2 * QUIET;
  for (const [name, value] of [["viewBox", `0 0 ${size} ${size}`], ["class", "k-qr"], ["role", "img"], ["aria-label", label], ["shape-rendering", "crispEdges"]]) svg.setAttribute(name, value);
  const dark = document.createElementNS("http://www.w3.org/2000/svg", "path");
  dark.setAttribute("d", path);
  svg.append(dark);
  return svg;
}

export function locationBody(place, words, coordinates) {
  return h("div", { class: "k-file", data: { testid: "location" } }, h("span", { class: "k-file__icon" }, icon("map-marker")), h("span", { class: "k-grow" }, h("b", { class: "k-block", dir: "auto" }, words || t("msg.kind.location")), h("span", { class: "k-small k-block k-select" }, coordinates)), h("a", { class: "k-link", href: place, rel: "noreferrer" }, t("location.open")));
}
