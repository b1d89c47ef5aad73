package org.konsil.vzd;

import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

/**
 * What is searched; all that is given must fit.
 *
 * @param kind organisations or practitioners
 * @param text in names and descriptions; at least two characters unless the Telematik-ID or the
 *     user is given
 * @param city where; empty for anywhere
 * @param telematikId of exactly one; empty for any
 * @param user whom one writes to there; empty for anybody
 * @param page where to go on, as a result gave it; empty for the first page
 */
public record DirectoryQuery(
    Kind kind, String text, String city, String telematikId, Optional<UserId> user, String page) {
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
      String kind, String text, String city, String telematikId, String user, String page) {
    DirectoryQuery query =
        new DirectoryQuery(
            "practitioner".equals(kind) ? Kind.PRACTITIONER : Kind.ORGANISATION,
            tidy(text),
            tidy(city),
            tidy(telematikId),
            Optional.of(tidy(user)).filter(given -> !given.isEmpty()).map(UserId::parse),
            page == null ? "" : page);
    boolean exact = !query.telematikId.isEmpty() || query.user.isPresent();
    if (!exact && query.text.length() < SHORTEST) {
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
