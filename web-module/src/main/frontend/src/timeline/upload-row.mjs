// A file on its way: name, progress in words and bar, a way to stop it and to try again.
import { h, icon, iconButton } from "../lib/dom.mjs";
import { lang, t } from "../lib/i18n.mjs";
import { announce } from "../lib/announce.mjs";
import { byteSize } from "./body.mjs";
import { fileGlyph } from "./media-body.mjs";

const SPOKEN_AT = [25, 50, 75, 100];

/** Updates itself: the row keeps its element while the upload runs. */
export function uploadElement(ctx, upload) {
  const bar = h("i");
  const progress = h("span", { class: "k-progress", role: "progressbar", "aria-label": t("upload.label", upload.name), "aria-valuemin": 0, "aria-valuemax": 100, data: { testid: "upload-progress" } }, bar);
  const note = h("span", { class: "k-small k-block", data: { testid: "upload-note" } });
  const retry = iconButton("refresh", t("upload.retry"), () => ctx.uploads.retry(upload), { data: { testid: "upload-retry" } });
  const pause = iconButton("pause", t("upload.pause"), () => ctx.uploads.pause(upload), { data: { testid: "upload-pause" } });
  const resume = iconButton("play", t("upload.resume"), () => ctx.uploads.retry(upload), { data: { testid: "upload-resume" } });
  const stop = iconButton("times", t("upload.cancel"), () => ctx.uploads.cancel(upload), { data: { testid: "upload-cancel" } });
  let spoken = 0;
  const show = () => {
    const percent = Math.round(upload.progress * 100);
    bar.style.setProperty("--p", percent);
    progress.setAttribute("aria-valuenow", percent);
    note.textContent = noteText(upload);
    retry.hidden = upload.phase !== "failed";
    pause.hidden = upload.phase !== "sending";
    resume.hidden = upload.phase !== "paused";
    const reached = SPOKEN_AT.filter((mark) => percent >= mark).length;
    if (reached > spoken) announce(t("upload.spoken", upload.name, percent));
    spoken = reached;
  };
  upload.addEventListener("progress", show);
  show();
  return h(
    "article",
    { class: "k-msg k-msg--own", "aria-label": t("upload.label", upload.name), data: { testid: "upload" } },
    h("div", { class: "k-msg__body" }, h("div", { class: "k-bubble" }, h("div", { class: "k-file" }, h("span", { class: "k-file__icon" }, icon(fileGlyph(upload.mimetype))), h("span", { class: "k-grow" }, h("span", { class: "k-clip k-block k-medium", dir: "auto" }, upload.name), note), h("span", { class: "k-row" }, retry, pause, resume, stop), progress))),
  );
}

function noteText(upload) {
  const total = byteSize(upload.size, lang());
  switch (upload.phase) {
    case "waiting":
      return t("upload.waiting", total);
    case "encrypting":
      return t("upload.encrypting", total);
    case "paused":
      return t("upload.paused", total);
    case "offline":
      return t("upload.offline", total);
    case "failed":
      return t(upload.tooLarge ? "upload.tooLarge" : "upload.failed");
    default: {
      const left = upload.secondsLeft();
      const sent = t("upload.sent", byteSize(upload.sent, lang()), total);
      return left === undefined ? sent : `${sent} · ${t("upload.left", left)}`;
    }
  }
}
