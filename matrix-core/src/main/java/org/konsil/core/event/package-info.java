/**
 * Events: the received or signed bytes with their id, their building, hashing, signing and
 * redaction, and the form clients see. An event never changes; redaction makes a new one. Whether
 * an event is allowed is decided in auth, where it is kept in the server.
 */
package org.konsil.core.event;
