package org.konsil.sandbox.konnektor;

import java.time.Instant;
import java.time.LocalDate;
import org.konsil.sandbox.pki.Identity;

/**
 * A card in a terminal.
 *
 * @param handle new at every insertion, as with a real Konnektor
 * @param type as in messages: SMC-B, HBA, SMC-KT, EGK, ..
 * @param iccsn 20 digits
 * @param terminal CtId of the terminal
 * @param slot from 1
 * @param pinStatus of the card's usual PIN: VERIFIED, VERIFIABLE, BLOCKED, ..
 * @param identity for authentication (C.AUT), on brainpoolP256r1
 */
public record SandboxCard(
    String handle,
    String type,
    String iccsn,
    String terminal,
    int slot,
    Instant insertedAt,
    String holder,
    LocalDate lastDay,
    String pinStatus,
    Identity identity) {

  SandboxCard withPinStatus(String status) {
    return new SandboxCard(
        handle, type, iccsn, terminal, slot, insertedAt, holder, lastDay, status, identity);
  }
}
