/**
 * Messages that are to be sent at a time, while their device may be off: the device hands in the
 * finished ciphertext, which waits here and is sent like any other message of its user. Called by
 * the REST layer and a timer; sends through {@code participation}, whose rules hold at the time of
 * sending.
 */
package org.konsil.scheduling;
