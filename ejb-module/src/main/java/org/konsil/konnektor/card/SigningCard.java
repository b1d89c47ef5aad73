package org.konsil.konnektor.card;

/**
 * An institution's card that is in a terminal.
 *
 * @param iccsn its serial number, 20 digits
 * @param holder as the Konnektor shows it; empty when it does not
 * @param certificate C.AUT, DER
 */
public record SigningCard(String iccsn, String holder, byte[] certificate) {}
