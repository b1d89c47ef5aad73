package org.konsil.vzd;

import org.konsil.core.error.MatrixException;

/**
 * What is searched.
 *
 * @param kind organisations or practitioners
 * @param text in names and descriptions; at least two characters unless the Telematik-ID is given
 * @param city where; empty for anywhere
 * @param telematikId of exactly one; empty for any
 * @param page where to go on, as a result gave it; empty for the first page
 */
public record DirectoryQuery(Kind kind, String text, String city, String telematikId, String page) {
  private static final int LONGEST = 200;
  private static final int SHORTEST = 2;

  /** The resources of the directory. */
  public enum Kind {
    ORGANISATION("HealthcareService", "organization"),
    PRACTITIONER("PractitionerRole", "practitioner");

    private final String resource;
    private final String owner;

    Kind(String resource, String owner) {
      this.resource = resource;
      this.owner = owner;
    }

    String resource() {
      return resource;
    }

    /** The field that leads to whose it is. */
    String owner() {
      return owner;
    }
  }

  /**
   * Takes null for what is empty.
   *
   * @throws MatrixException M_INVALID_PARAM
   */
  public static DirectoryQuery of(
      String kind, String text, String city, String telematikId, String page) {
    DirectoryQuery query =
        new DirectoryQuery(
            "practitioner".equals(kind) ? Kind.PRACTITIONER : Kind.ORGANISATION,
            tidy(text),
            tidy(city),
            tidy(telematikId),
            page == null ? "" : page);
    if (query.telematikId.isEmpty() && query.text.length() < SHORTEST) {
      throw MatrixException.invalidParam("The search needs at least two characters");
    }
    return query;
  }

  private static String tidy(String text) {
    String tidy = text == null ? "" : text.strip();
    if (tidy.length() > LONGEST) {
      throw MatrixException.invalidParam("The search is too long");
    }
    return tidy;
  }
}
