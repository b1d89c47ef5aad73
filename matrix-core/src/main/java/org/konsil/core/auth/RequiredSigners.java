package org.konsil.core.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * The servers whose signatures an event needs. The keys live elsewhere, so the rules here only
 * check that such a signature is present; whoever receives an event must have verified it.
 * Server-server API, "Validating hashes and signatures on received events".
 */
public final class RequiredSigners {

  private RequiredSigners() {}

  /**
   * The sender's server, except for third-party invites, whose {@code signed} block stands for it;
   * in room versions 1 and 2 the server in the event id; from version 8 on the server of the user
   * who authorised a join. A malformed authorising user adds nothing: such an event is rejected.
   */
  public static Set<ServerName> of(Pdu event) {
    Set<ServerName> signers = new LinkedHashSet<>();
    if (!isThirdPartyInvite(event)) {
      signers.add(event.sender().server());
    }
    if (event.roomVersion().signedByEventIdServer()) {
      event.eventId().server().ifPresent(signers::add);
    }
    authorisingServer(event).ifPresent(signers::add);
    return signers;
  }

  /** False when the event names an authorising user whose server's signature is not there. */
  static boolean authorisingServerSigned(Pdu event) {
    if (!event.roomVersion().restrictedJoins() || !event.content().has(AuthKeys.AUTHORISING_USER)) {
      return true;
    }
    return authorisingServer(event)
        .filter(server -> !event.json().path("signatures").path(server.value()).isEmpty())
        .isPresent();
  }

  private static Optional<ServerName> authorisingServer(Pdu event) {
    JsonNode user = event.content().path(AuthKeys.AUTHORISING_USER);
    boolean applies =
        event.roomVersion().restrictedJoins()
            && event.isState()
            && event.type().equals(EventTypes.MEMBER);
    return applies && user.isTextual()
        ? UserId.find(user.textValue()).map(UserId::server)
        : Optional.empty();
  }

  private static boolean isThirdPartyInvite(Pdu event) {
    return event.type().equals(EventTypes.MEMBER)
        && event.membership().filter("invite"::equals).isPresent()
        && event.content().has("third_party_invite");
  }
}
