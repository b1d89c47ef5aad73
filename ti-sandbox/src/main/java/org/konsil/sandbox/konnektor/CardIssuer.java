package org.konsil.sandbox.konnektor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.konsil.sandbox.pki.Identity;
import org.konsil.sandbox.pki.TiAuthority;

/**
 * Issues cards as the make-believe TI does: an institution's says hospital, all others physician.
 *
 * @param responder where to ask whether a card is revoked; null: its certificate names nobody
 */
public record CardIssuer(TiAuthority authority, String responder) {
  /** oid_krankenhaus. */
  public static final String HOSPITAL = "1.2.276.0.76.4.53";

  /** oid_arzt. */
  public static final String PHYSICIAN = "1.2.276.0.76.4.30";

  /** The usual card of a type. */
  Identity issue(String type, String iccsn, String holder, LocalDate lastDay) {
    boolean institution = type.equals("SMC-B") || type.equals("HSM-B");
    String number = iccsn.substring(Math.max(0, iccsn.length() - 9));
    return issue(
        new SandboxHolder(
            type,
            iccsn,
            holder,
            institution ? HOSPITAL : PHYSICIAN,
            (institution ? "5-2-" : "1-") + number,
            lastDay));
  }

  Identity issue(SandboxHolder holder) {
    Instant end =
        holder.lastDay().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
    return authority.card(
        holder.name(), holder.professionOid(), holder.telematikId(), end, responder);
  }
}
