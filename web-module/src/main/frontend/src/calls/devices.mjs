// Which microphone and which camera.
import { h } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";

const KINDS = { audioinput: "call.device.microphone", videoinput: "call.device.camera" };

export async function openDevices(calls) {
  const devices = await calls.own.devices();
  await openDialog({
    title: t("call.devices"),
    testid: "devices-dialog",
    build: () =>
      Object.entries(KINDS).map(([kind, label]) => {
        const some = devices.filter((device) => device.kind === kind);
        const field = h("select", { class: "k-input", id: `device-${kind}`, data: { testid: `device-${kind}` }, on: { change: (event) => calls.choose(kind, event.target.value) } }, some.map(({ id, label: name }, index) => h("option", { value: id, selected: id === calls.own.chosen(kind) }, name || t("call.device.number", index + 1))));
        return h("div", { class: "k-field" }, h("label", { for: `device-${kind}` }, t(label)), some.length ? field : h("p", { class: "k-muted" }, t("call.device.none")));
      }),
  });
}
