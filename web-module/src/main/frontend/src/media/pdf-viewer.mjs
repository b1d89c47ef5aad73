// A PDF in the page, from the decrypted bytes: nothing of it is given to a plug-in, another tab or the server. Pages are
// drawn when they come into sight. Scripts inside a PDF never run: the part of the library that could is not loaded.
import { focusAgain, h, iconButton } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";
import { saveBlob, sourceOf } from "./downloads.mjs";

const STEP = 1.25;
const MOST = 4;
const SHARPEST = 2;
const LARGEST_EDGE_PX = 6000;

export function isPdf(content) {
  return content.msgtype === "m.file" && content.info?.mimetype === "application/pdf";
}

export async function viewPdf(ctx, event) {
  const content = event.getContent();
  const name = content.filename ?? content.body;
  const opener = document.activeElement;
  const status = h("p", { class: "k-viewer__caption", role: "status", data: { testid: "pdf-status" } }, t("loading"));
  const stage = h("div", { class: "k-viewer__stage k-pdf", tabIndex: 0, "aria-label": t("pdf.stage", name) });
  let blob;
  let shown;
  const dialog = h(
    "dialog",
    { class: "k-viewer", "aria-label": t("pdf.title", name), data: { testid: "pdf" } },
    h(
      "div",
      { class: "k-row" },
      iconButton("times", t("close"), () => dialog.close(), { data: { testid: "pdf-close" } }),
      h("span", { class: "k-grow k-small k-clip", dir: "auto" }, name),
      iconButton("search-minus", t("photo.smaller"), () => shown?.zoom(1 / STEP), { data: { testid: "pdf-smaller" } }),
      iconButton("search-plus", t("photo.larger"), () => shown?.zoom(STEP), { data: { testid: "pdf-larger" } }),
      iconButton("download", t("file.download", name), () => blob && saveBlob(blob, name)),
    ),
    stage,
    status,
  );
  dialog.addEventListener("keydown", (e) => {
    if (e.key === "+") shown?.zoom(STEP);
    if (e.key === "-") shown?.zoom(1 / STEP);
  });
  dialog.addEventListener("close", () => {
    shown?.close();
    dialog.remove();
    focusAgain(opener);
  });
  document.body.append(dialog);
  dialog.showModal();
  try {
    blob = await ctx.media.fetch(sourceOf(content));
    shown = new Pages(await openPdf(ctx.page.assets, await blob.arrayBuffer()), stage, status);
    if (!dialog.open) shown.close();
    else await shown.lay();
  } catch (error) {
    status.textContent = t(error?.name === "PasswordException" ? "pdf.locked" : "pdf.failed");
  }
}

async function openPdf(assets, data) {
  const pdfjs = await import("pdfjs-dist/build/pdf.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = `${assets}/pdf-worker.js`;
  return pdfjs.getDocument({ data, enableXfa: false, standardFontDataUrl: `${assets}/pdf/standard_fonts/`, wasmUrl: `${assets}/pdf/wasm/`, verbosity: 0 }).promise;
}

class Pages {
  #pdf;
  #stage;
  #status;
  #scale = 1;
  #inSight;
  #drawn = new Map();

  constructor(pdf, stage, status) {
    this.#pdf = pdf;
    this.#stage = stage;
    this.#status = status;
    this.#inSight = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => (isIntersecting ? this.#draw(target) : this.#leave(target))), { root: stage, rootMargin: "100%" });
  }

  /** Frames of all pages as large as the first, so that the scrollbar is honest before a page is drawn. */
  async lay() {
    const first = await this.#pdf.getPage(1);
    const { width, height } = first.getViewport({ scale: 1 });
    const count = this.#pdf.numPages;
    this.#stage.replaceChildren(
      ...Array.from({ length: count }, (_, index) => h("div", { class: "k-pdf__page", role: "group", "aria-label": t("pdf.page", index + 1, count), style: { "--ratio": `${width} / ${height}` }, data: { page: index + 1, testid: "pdf-page" } })),
    );
    for (const frame of this.#stage.children) this.#inSight.observe(frame);
    this.#status.textContent = t("pdf.pages", count);
  }

  zoom(factor) {
    this.#scale = Math.min(MOST, Math.max(1, this.#scale * factor));
    this.#stage.style.setProperty("--zoom", this.#scale);
    for (const frame of [...this.#drawn.keys()]) this.#leave(frame);
    for (const frame of this.#stage.children) {
      this.#inSight.unobserve(frame);
      this.#inSight.observe(frame);
    }
  }

  async #draw(frame) {
    if (this.#drawn.has(frame)) return;
    const drawing = {};
    this.#drawn.set(frame, drawing);
    const page = await this.#pdf.getPage(Number(frame.dataset.page));
    const { width, height } = page.getViewport({ scale: 1 });
    frame.style.setProperty("--ratio", `${width} / ${height}`);
    const pixels = frame.clientWidth * Math.min(SHARPEST, devicePixelRatio);
    const viewport = page.getViewport({ scale: Math.min(pixels / width, LARGEST_EDGE_PX / Math.max(width, height)) });
    const canvas = h("canvas", { width: Math.floor(viewport.width), height: Math.floor(viewport.height), "aria-hidden": "true" });
    drawing.task = page.render({ canvas, viewport });
    // a page that left sight while it was drawn is no failure
    const done = await drawing.task.promise.then(() => true, () => false);
    if (!done || this.#drawn.get(frame) !== drawing) return;
    const words = (await page.getTextContent()).items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(" ");
    frame.replaceChildren(canvas, h("div", { class: "k-sr", data: { testid: "pdf-text" } }, words));
  }

  /** Far from sight a page gives its memory back. */
  #leave(frame) {
    this.#drawn.get(frame)?.task?.cancel();
    this.#drawn.delete(frame);
    frame.replaceChildren();
  }

  close() {
    this.#inSight.disconnect();
    this.#pdf.loadingTask.destroy();
  }
}
