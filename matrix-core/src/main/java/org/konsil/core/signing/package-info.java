/**
 * Ed25519 keys and signatures of JSON objects. Keys are values: who owns one, how long it is valid
 * and where it is kept is decided by callers. Events are signed in the event package, since that
 * needs redaction.
 */
package org.konsil.core.signing;
