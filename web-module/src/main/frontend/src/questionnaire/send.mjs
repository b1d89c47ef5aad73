// Sending a questionnaire that a hospital has as a FHIR file.
import { toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { FHIR, entriesOf, fhirContent } from "../clinical/fhir.mjs";
import { readQuestionnaire } from "./questionnaire.mjs";

const LARGEST_BYTES = 40_000;

/** Says so when the file holds no questionnaire that could be shown. */
export async function sendQuestionnaire(client, room, file) {
  const content = contentOf(file.size <= LARGEST_BYTES ? await file.text() : "");
  if (!content) return toast(t("quest.badFile"), "urgent");
  return client.sendEvent(room.roomId, FHIR, content).catch(() => {});
}

/** The content of the event, undefined for what is no questionnaire. */
export function contentOf(json) {
  try {
    const resource = JSON.parse(json);
    const questionnaire = readQuestionnaire(entriesOf(resource));
    return questionnaire && fhirContent(resource, [t("quest.title"), questionnaire.title].filter(Boolean).join(": "));
  } catch {
    return undefined;
  }
}
