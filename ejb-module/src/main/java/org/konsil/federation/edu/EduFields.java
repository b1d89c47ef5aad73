package org.konsil.federation.edu;

import com.fasterxml.jackson.databind.JsonNode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.federation.FederationRequester;

/** Reads what EDUs have in common. */
final class EduFields {
  private EduFields() {}

  /**
   * A user of the server that speaks.
   *
   * @throws MatrixException M_FORBIDDEN for a user of another server
   */
  static UserId ownUser(FederationRequester peer, String user) {
    UserId id = UserId.parse(user);
    if (!id.server().equals(peer.origin())) {
      throw MatrixException.forbidden("The user is not one of the sending server");
    }
    return id;
  }

  static UserId ownUser(FederationRequester peer, JsonNode user) {
    return ownUser(peer, text(user));
  }

  static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw MatrixException.badJson("A field of the EDU is missing");
    }
    return node.textValue();
  }
}
