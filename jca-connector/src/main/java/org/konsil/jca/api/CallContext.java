package org.konsil.jca.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Who calls, as the Konnektor's information model knows it (ConnectorContext 2.0). The values must
 * be configured identically in the Konnektor, each 1 to 64 characters.
 *
 * @param userId the user in the primary system; needed for operations on a HBA only
 */
public record CallContext(
    String mandantId, String clientSystemId, String workplaceId, Optional<String> userId) {

  private static final int MAX_LENGTH = 64;

  public CallContext {
    checked("MandantId", mandantId);
    checked("ClientSystemId", clientSystemId);
    checked("WorkplaceId", workplaceId);
    userId.ifPresent(id -> checked("UserId", id));
  }

  /** A context without user. */
  public static CallContext of(String mandantId, String clientSystemId, String workplaceId) {
    return new CallContext(mandantId, clientSystemId, workplaceId, Optional.empty());
  }

  /** The same workplace with a user, for operations on a HBA. */
  public CallContext withUser(String id) {
    return new CallContext(mandantId, clientSystemId, workplaceId, Optional.of(id));
  }

  private static void checked(String name, String value) {
    Objects.requireNonNull(value, name);
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(name + " must have 1 to 64 characters");
    }
  }
}
