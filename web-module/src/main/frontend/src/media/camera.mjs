// A photo taken in the page: it goes to the editor and never to the device's gallery.
import { focusAgain, h, icon, iconButton } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";

export function hasCamera() {
  return Boolean(navigator.mediaDevices?.getUserMedia);
}

/** A JPEG File, undefined when the user leaves; throws when there is no camera or it is not allowed. */
export async function takePhoto() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 2560 }, height: { ideal: 1920 } } });
  const video = h("video", { autoplay: true, playsinline: true, muted: true, "aria-label": t("camera.live") });
  video.muted = true;
  video.srcObject = stream;
  return new Promise((resolve) => {
    const opener = document.activeElement;
    let file;
    const dialog = h(
      "dialog",
      { class: "k-viewer k-camera", "aria-label": t("camera.title"), data: { testid: "camera" } },
      h("div", { class: "k-row" }, iconButton("times", t("close"), () => dialog.close()), h("span", { class: "k-grow k-small" }, t("camera.hint"))),
      h("div", { class: "k-viewer__stage" }, video),
      h("div", { class: "k-row k-camera__bar" }, h("button", { type: "button", class: "k-camera__shutter", "aria-label": t("camera.shoot"), data: { testid: "shutter" }, on: { click: async () => ((file = await shoot(video)), dialog.close()) } }, icon("camera"))),
    );
    dialog.addEventListener("close", () => {
      stream.getTracks().forEach((track) => track.stop());
      dialog.remove();
      focusAgain(opener);
      resolve(file);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[data-testid=shutter]").focus();
  });
}

async function shoot(video) {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext("2d").drawImage(video, 0, 0);
  return new File([await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 })], "Foto.jpg", { type: "image/jpeg" });
}
