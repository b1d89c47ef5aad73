package org.konsil.konnektor.card;

/**
 * A card that is in a terminal, to be chosen from.
 *
 * @param iccsn its serial number, 20 digits
 * @param holder as the Konnektor shows it; empty when it does not
 */
public record InsertedCard(String iccsn, String holder) {}
