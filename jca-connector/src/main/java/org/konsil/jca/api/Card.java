package org.konsil.jca.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A card in a terminal (CardService 8.1, CardInfoType). The insured person's number (Kvnr) is left
 * out on purpose: nothing here needs it.
 *
 * @param handle valid until the card is removed; never keep it over a CARD/REMOVED event
 * @param iccsn the card's serial number, 20 digits
 * @param slot slot in the terminal, from 1
 * @param validUntil last day of the card's certificates
 */
public record Card(
    String handle,
    CardType type,
    Optional<String> iccsn,
    String terminalId,
    int slot,
    Instant insertedAt,
    Optional<String> holderName,
    Optional<LocalDate> validUntil) {}
