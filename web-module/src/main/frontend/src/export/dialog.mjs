// Asks what is exported, says what that means, shows how far it is, and the hash to write down.
import { h, icon, button } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { saveBlob } from "../media/downloads.mjs";
import { exportChat } from "./export.mjs";
import { safeName, sha256 } from "./record.mjs";

export function openExport(ctx, room, title) {
  const abort = new AbortController();
  return openDialog({
    title: t("export.title"),
    testid: "export-dialog",
    build: (close) => {
      const media = h("input", { type: "checkbox", class: "k-check", checked: true, data: { testid: "export-media" } });
      const state = h("p", { role: "status", data: { testid: "export-state" } });
      const start = button("k-button k-button--primary", "download", t("export.button"), () => run(), { data: { testid: "export-start" } });
      const hash = h("div", { hidden: true });
      const run = async () => {
        start.disabled = media.disabled = true;
        try {
          const onProgress = (stage, count) => (state.textContent = tn(`export.${stage}`, count));
          const { blob, manifest, manifestBlob } = await exportChat(ctx, room, { media: media.checked, signal: abort.signal, onProgress });
          saveBlob(blob, `${safeName(title)}-${manifest.created.slice(0, 10)}.zip`);
          state.textContent = manifest.missing.length ? tn("export.missing", manifest.missing.length) : t("export.done");
          hash.hidden = false;
          hash.append(h("p", { class: "k-small k-muted" }, t("export.hash")), h("p", { class: "k-select k-small", data: { testid: "export-hash" } }, await sha256(manifestBlob)));
        } catch {
          if (!abort.signal.aborted) state.textContent = t("failed");
          start.disabled = media.disabled = false;
        }
      };
      return h(
        "div",
        { class: "k-stack" },
        h("p", null, t("export.text")),
        h("p", { class: "k-banner k-banner--card", data: { kind: "important" } }, icon("exclamation-circle"), h("span", null, t("export.warning"))),
        h("label", { class: "k-choice" }, media, t("export.media")),
        state,
        hash,
        h("div", { class: "k-actions" }, button("k-button", null, t("close"), () => close()), start),
      );
    },
  }).finally(() => abort.abort());
}
