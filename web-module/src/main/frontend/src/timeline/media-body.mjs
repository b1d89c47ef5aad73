// Photos and files inside a bubble. Nothing is downloaded before it is looked at, except previews.
import { h, icon, iconButton } from "../lib/dom.mjs";
import { lang, t } from "../lib/i18n.mjs";
import { byteSize } from "./body.mjs";
import { voiceBody } from "./voice-body.mjs";
import { sourceOf, thumbnailOf } from "../media/downloads.mjs";
import { isPdf } from "../media/pdf-viewer.mjs";

const MAX_PREVIEW_BYTES = 15_000_000;
const MAX_PHOTO_WIDTH = 320;
const MAX_PHOTO_HEIGHT = 360;

/** {element, photo, caption} or undefined when the message is plain text; a photo's caption is left to the bubble. */
export function mediaBody(ctx, event, actions) {
  const content = event.getContent();
  if (!["m.image", "m.file", "m.audio", "m.video"].includes(content.msgtype) || !(content.file || content.url)) return undefined;
  if (content.msgtype === "m.image" && previewSource(content)) return { element: photo(ctx, event, content, actions), photo: true, caption: caption(content) };
  if (content.msgtype === "m.audio") return { element: voiceBody(ctx, event, content), photo: false };
  return { element: file(ctx, event, content, actions), photo: false };
}

function previewSource(content) {
  const thumbnail = thumbnailOf(content);
  if (thumbnail) return thumbnail;
  return (content.info?.size ?? 0) <= MAX_PREVIEW_BYTES ? sourceOf(content) : undefined;
}

function caption(content) {
  return content.filename && content.filename !== content.body ? content.body : "";
}

function photo(ctx, event, content, actions) {
  const { width, height } = fit(content.info);
  const words = caption(content);
  const name = event.sender?.name ?? event.getSender();
  const annotated = content["org.konsil.annotated"] === true;
  const image = h("img", { alt: words || t("photo.noText", name), decoding: "async", data: { testid: "photo" } });
  // the room for the picture is kept from the first moment, so that nothing jumps when it arrives
  const frame = h("button", { type: "button", class: "k-photo k-inset", "aria-label": annotated ? `${t("photo.enlarge")}, ${t("photo.annotated")}` : t("photo.enlarge"), style: { "--ratio": `${width} / ${height}`, "--width": `${width}px` }, on: { click: () => actions.view(event) } }, image, annotated && h("span", { class: "k-photo__tag" }, icon("pencil"), t("photo.annotated")));
  ctx.media.preview(previewSource(content)).then(
    (url) => (image.src = url),
    () => frame.replaceChildren(icon("image"), h("span", { class: "k-small" }, t("photo.failed"))),
  );
  return frame;
}

function fit(info) {
  const w = Number(info?.w) > 0 ? Number(info.w) : 320;
  const height = Number(info?.h) > 0 ? Number(info.h) : 240;
  const scale = Math.min(1, MAX_PHOTO_WIDTH / w, MAX_PHOTO_HEIGHT / height);
  return { width: Math.max(96, Math.round(w * scale)), height: Math.max(64, Math.round(height * scale)) };
}

const GLYPHS = [
  [/pdf$/, "file-pdf"],
  [/(sheet|excel|csv)/, "file-excel"],
  [/word/, "file-word"],
  [/^image\//, "image"],
  [/^audio\//, "volume-up"],
  [/^video\//, "video"],
];

export function fileGlyph(mimetype = "") {
  return GLYPHS.find(([pattern]) => pattern.test(mimetype))?.[1] ?? "file";
}

function file(ctx, event, content, actions) {
  const name = content.filename ?? content.body;
  const note = h("span", { class: "k-small k-block", data: { testid: "file-note" } }, byteSize(content.info?.size, lang()));
  const bar = h("i");
  const progress = h("span", { class: "k-progress", role: "progressbar", "aria-label": t("file.loading"), "aria-valuemin": 0, "aria-valuemax": 100, hidden: true }, bar);
  const load = iconButton("download", t("file.download", name), async () => {
    load.disabled = true;
    progress.hidden = false;
    try {
      await actions.download(event, (part) => {
        bar.style.setProperty("--p", Math.round(part * 100));
        progress.setAttribute("aria-valuenow", Math.round(part * 100));
      });
    } catch {
      note.textContent = t("file.failed");
    }
    progress.hidden = true;
    load.disabled = false;
  }, { data: { testid: "file-download" } });
  const look = isPdf(content) && iconButton("eye", t("pdf.open", name), () => actions.viewPdf(event), { data: { testid: "file-preview" } });
  return h("div", { class: "k-file", data: { testid: "file" } }, h("span", { class: "k-file__icon" }, icon(fileGlyph(content.info?.mimetype))), h("span", { class: "k-grow" }, h("span", { class: "k-clip k-block k-medium", title: name, dir: "auto", data: { testid: "file-name" } }, name), note), h("span", { class: "k-row" }, look, load), progress);
}
