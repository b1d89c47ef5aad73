// Structured data between clients: the event de.gematik.fhir with an R4 resource (gemF_TI-M_Strukturierte_Daten). This
// file knows the envelope; what the cards need of the resources is in read.mjs, making them in build.mjs.

export const FHIR = "de.gematik.fhir";
export const RESPONSE = "de.gematik.response.status";
const FHIR_VERSION = "4.0.1";
const SMALL_BYTES = 40_000; // an event may hold 64 KiB, encryption adds a third

/** The plain text that every structured event carries, "" when there is none. */
export function fallbackText(content) {
  const texts = Array.isArray(content["de.gematik.text"]) ? content["de.gematik.text"] : [];
  const plain = texts.find((text) => (text?.mimetype ?? "text/plain") === "text/plain" && typeof text.body === "string");
  return plain?.body ?? "";
}

/** An event of somebody's own type that must be shown by its text (A structured event, known or not). */
export function isStructured(type, content) {
  return !type.startsWith("m.") && type !== RESPONSE && !type.startsWith("org.konsil.") && Array.isArray(content["de.gematik.text"]);
}

/** The content of the event for a resource. Throws when it is too large to be sent inline. */
export function fhirContent(resource, text, profile) {
  const content = {
    "de.gematik.fhir.structure_definition": { url: profile ?? `http://hl7.org/fhir/StructureDefinition/${resource.resourceType}`, version: FHIR_VERSION, type: resource.resourceType, fhir_version: FHIR_VERSION, content: [] },
    "de.gematik.fhir.resource": resource,
    "de.gematik.text": [{ mimetype: "text/plain", body: text }],
  };
  if (new TextEncoder().encode(JSON.stringify(content)).length > SMALL_BYTES) throw new Error("too large");
  return content;
}

/** The resource of an event, or undefined when there is none that could be read. */
export function resourceOf(content) {
  const resource = content["de.gematik.fhir.resource"];
  return resource && typeof resource === "object" && typeof resource.resourceType === "string" ? resource : undefined;
}

/** The resources of a bundle, or the resource itself; at most a few hundred. */
export function entriesOf(resource) {
  if (resource.resourceType !== "Bundle") return [resource];
  return (Array.isArray(resource.entry) ? resource.entry : []).slice(0, 300).map((entry) => entry?.resource).filter((entry) => typeof entry?.resourceType === "string");
}
