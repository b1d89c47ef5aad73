package org.konsil.sandbox.konnektor;

import java.time.LocalDate;

/**
 * Whose card it is, for one that is not the usual.
 *
 * @param cardType as in messages: SMC-B, HBA, ..
 * @param professionOid what the certificate says that the holder is
 * @param telematikId the holder's number in the TI
 */
public record SandboxHolder(
    String cardType,
    String iccsn,
    String name,
    String professionOid,
    String telematikId,
    LocalDate lastDay) {}
