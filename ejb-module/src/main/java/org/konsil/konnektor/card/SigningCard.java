package org.konsil.konnektor.card;

/**
 * A card that is in a terminal and may sign.
 *
 * @param owner as whom it is used
 * @param iccsn its serial number, 20 digits
 * @param holder as the Konnektor shows it; empty when it does not
 * @param certificate C.AUT, DER
 */
public record SigningCard(CardOwner owner, String iccsn, String holder, byte[] certificate) {}
