package org.konsil.directoryentry;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.konsil.core.id.UserId;

/**
 * An account of ours that the directory names.
 *
 * @param id of its endpoint in the directory
 * @param hidden whether insured persons do not see it (AF_10377)
 */
public record DirectoryAccount(String id, UserId user, String name, Kind kind, boolean hidden) {

  /** What answers there; the directory's connection types. */
  public enum Kind {
    /** a practitioner (A_25546) */
    PERSON("tim"),
    /** staff behind a functional account (A_25547) */
    FUNCTION("tim-fa"),
    CHATBOT("tim-bot");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    /** What an organisation publishes, by its code; empty for every other code. */
    public static Optional<Kind> ofOrganisation(String code) {
      return Stream.of(FUNCTION, CHATBOT).filter(kind -> kind.code.equals(code)).findFirst();
    }

    static Kind ofCode(String code) {
      return Arrays.stream(values())
          .filter(kind -> kind.code.equals(code))
          .findFirst()
          .orElse(FUNCTION);
    }
  }
}
