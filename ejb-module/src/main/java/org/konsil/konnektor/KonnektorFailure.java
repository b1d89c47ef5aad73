package org.konsil.konnektor;

import java.util.OptionalInt;

/**
 * Why the Konnektor could not be asked.
 *
 * @param code gematik's error code, for {@code FAULT} when it gave one
 * @param text for an administrator, in the language of whoever raised it; at most 1000 characters
 */
public record KonnektorFailure(Kind kind, OptionalInt code, String text) {

  /** What a page can explain in its own words. */
  public enum Kind {
    /** a setting is missing or cannot be used; the text names it */
    CONFIGURATION,
    /** nobody answers, TLS is refused, or it takes too long */
    UNREACHABLE,
    /** it answers with an error */
    FAULT,
    /** its answer cannot be understood */
    ANSWER,
    /** anything else, such as no free connection */
    OTHER
  }
}
