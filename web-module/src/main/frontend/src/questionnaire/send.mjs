// Sending a questionnaire that a hospital has as a FHIR file.
import { toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { entriesOf, fhirContent } from "../clinical/fhir.mjs";
import { readQuestionnaire } from "./questionnaire.mjs";

const LARGEST_BYTES = 40_000;

/** The content of the event, undefined when the user leaves or the file holds no questionnaire that can be shown. */
export async function questionnaireFromFile(pick) {
  const file = await pick();
  if (!file) return undefined;
  const content = contentOf(file.size <= LARGEST_BYTES ? await file.text() : "");
  if (!content) toast(t("quest.badFile"), "urgent");
  return content;
}

export function contentOf(json) {
  try {
    const resource = JSON.parse(json);
    const questionnaire = readQuestionnaire(entriesOf(resource));
    return questionnaire && fhirContent(resource, [t("quest.title"), questionnaire.title].filter(Boolean).join(": "));
  } catch {
    return undefined;
  }
}
