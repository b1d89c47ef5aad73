// Full-screen photo, always dark so that its own brightness counts; zoom by buttons and by + and -.
import { focusAgain, h, iconButton } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";
import { saveBlob, sourceOf } from "./downloads.mjs";

const STEP = 1.4;
const MOST = 8;

export async function viewPhoto(ctx, event) {
  const content = event.getContent();
  const name = content.filename ?? content.body;
  const caption = content.filename && content.body !== content.filename ? content.body : "";
  const opener = document.activeElement;
  let blob;
  let scale = 1;
  const image = h("img", { alt: caption || t("photo.noText", event.sender?.name ?? event.getSender()), data: { testid: "viewer-photo" } });
  const stage = h("div", { class: "k-viewer__stage", tabIndex: 0, "aria-label": t("photo.stage") }, image);
  const zoom = (factor) => {
    scale = Math.min(MOST, Math.max(1, scale * factor));
    image.style.setProperty("--zoom", scale);
    stage.classList.toggle("k-viewer__stage--zoomed", scale > 1);
  };
  const dialog = h(
    "dialog",
    { class: "k-viewer", "aria-label": caption || t("photo.title"), data: { testid: "viewer" } },
    h(
      "div",
      { class: "k-row" },
      iconButton("times", t("close"), () => dialog.close(), { data: { testid: "viewer-close" } }),
      h("span", { class: "k-grow k-small k-clip" }, event.sender?.name ?? ""),
      iconButton("search-minus", t("photo.smaller"), () => zoom(1 / STEP)),
      iconButton("search-plus", t("photo.larger"), () => zoom(STEP)),
      iconButton("download", t("file.download", name), () => blob && saveBlob(blob, name)),
    ),
    stage,
    h("p", { class: "k-viewer__caption", dir: "auto" }, caption),
    h("p", { class: "k-sr", role: "status" }),
  );
  dialog.addEventListener("keydown", (e) => {
    if (e.key === "+") zoom(STEP);
    if (e.key === "-") zoom(1 / STEP);
  });
  let url;
  dialog.addEventListener("close", () => {
    dialog.remove();
    focusAgain(opener);
    if (url) URL.revokeObjectURL(url);
  });
  document.body.append(dialog);
  dialog.showModal();
  try {
    blob = await ctx.media.fetch(sourceOf(content));
    url = URL.createObjectURL(blob);
    image.src = url;
  } catch {
    dialog.querySelector("[role=status]").textContent = t("photo.failed");
    stage.replaceChildren(h("p", null, t("photo.failed")));
  }
}
