// A place as words and coordinates (m.location). No map is loaded: that would tell somebody where the ward looks.
import { h, button } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { numberText } from "../clinical/words.mjs";

const LIMIT_MS = 15_000;

/** {latitude, longitude, accuracy} of a geo URI (RFC 5870), or undefined. */
export function parseGeo(uri) {
  const match = /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:,[-\d.]+)?(?:;.*?u=(\d+(?:\.\d+)?))?/.exec(uri ?? "");
  if (!match) return undefined;
  const [latitude, longitude, accuracy] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude, accuracy } : undefined;
}

export function geoUri({ latitude, longitude, accuracy }) {
  return `geo:${latitude.toFixed(5)},${longitude.toFixed(5)}${accuracy ? `;u=${Math.round(accuracy)}` : ""}`;
}

export function coordinatesText({ latitude, longitude }) {
  return `${numberText(latitude, 5)} / ${numberText(longitude, 5)}`;
}

function here() {
  return new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, { enableHighAccuracy: true, timeout: LIMIT_MS }));
}

/** Asks for words and, if wanted, the device's position; undefined when the user leaves. */
export function locationContent() {
  return openDialog({
    title: t("attach.location"),
    testid: "location-dialog",
    build: (close) => {
      let place;
      const words = h("input", { class: "k-input", id: "location-words", autocomplete: "off", dir: "auto", maxlength: 200, data: { autofocus: true, testid: "location-words" } });
      const found = h("p", { class: "k-small k-muted", role: "status", data: { testid: "location-found" } });
      const find = async () => {
        found.textContent = t("loading");
        try {
          place = await here();
          found.textContent = `${coordinatesText(place)} · ± ${Math.round(place.accuracy)} m`;
          send.disabled = false;
        } catch {
          found.textContent = t("location.refused");
        }
      };
      const send = h("button", { type: "submit", class: "k-button k-button--primary", disabled: true, data: { testid: "location-send" } }, t("composer.send"));
      const form = h("form", { class: "k-stack" }, h("div", { class: "k-field" }, h("label", { for: "location-words" }, t("location.words")), words), button("k-button", "map-marker", t("location.find"), find, { data: { testid: "location-find" } }), found, h("div", { class: "k-actions" }, button("k-button", null, t("cancel"), () => close()), send));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        close(contentOf(place, words.value.trim()));
      });
      return form;
    },
  });
}

function contentOf(place, words) {
  const uri = geoUri(place);
  return { msgtype: "m.location", body: [words, coordinatesText(place)].filter(Boolean).join(", "), geo_uri: uri, "org.konsil.place": words };
}
