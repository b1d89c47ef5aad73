/**
 * A Konnektor in one class to start ({@code SandboxKonnektor}): connector.sds and SOAP over mutual
 * TLS, and CETP events to whoever subscribed, with the namespaces, orders of elements and fault
 * structures of gematik's schemas (api-telematik, OPB5).
 *
 * <p>Started by the sandbox's WAR and, in process, by tests of the connector. Written without any
 * code of the connector, so that the two check each other. Error numbers are those that Konnektors
 * are known for; the schemas do not list them.
 */
package org.konsil.sandbox.konnektor;
