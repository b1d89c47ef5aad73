package org.konsil.rawdata;

import java.util.Optional;
import org.konsil.core.id.ServerName;

/**
 * One operation that was measured.
 *
 * @param domain the messenger service that it is about; empty before there is one
 * @param owner the organisation; empty when the domain's is meant
 * @param startMillis when it began, milliseconds since the epoch
 * @param durationMillis how long it took
 * @param status HTTP status of its outcome; 0 when nobody answered
 * @param sizeIn bytes of the request's body; 0 when unknown
 * @param sizeOut bytes of the answer's body
 * @param userAgent how the client calls itself; empty when no client is involved
 */
public record Measurement(
    RawDataOperation operation,
    Optional<ServerName> domain,
    Optional<Organisations.Owner> owner,
    long startMillis,
    long durationMillis,
    int status,
    long sizeIn,
    long sizeOut,
    String userAgent) {

  /** Of an operation of the domain. */
  public Measurement(
      RawDataOperation operation,
      ServerName domain,
      long startMillis,
      long durationMillis,
      int status,
      long sizeIn,
      long sizeOut,
      String userAgent) {
    this(
        operation,
        Optional.of(domain),
        Optional.empty(),
        startMillis,
        durationMillis,
        status,
        sizeIn,
        sizeOut,
        userAgent);
  }
}
