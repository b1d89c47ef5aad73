/**
 * Plays the VZD-FHIR directory on 127.0.0.1: the provider's access, the signed federation list and
 * the OCSP responder behind its certificate. Can be told to forge and to refuse. Knows nothing of
 * the server it runs in.
 */
package org.konsil.sandbox.directory;
