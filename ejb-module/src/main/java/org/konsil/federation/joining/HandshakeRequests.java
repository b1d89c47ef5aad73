package org.konsil.federation.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.konsil.config.DomainService;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;

/** The make_ and send_ requests for a user of ours. Blocks. */
@ApplicationScoped
class HandshakeRequests {
  private static final String V1 = "/_matrix/federation/v1/";

  @Inject private FederationClient client;
  @Inject private DomainService domains;
  @Inject private Clock clock;

  protected HandshakeRequests() {}

  HandshakeRequests(FederationClient client, DomainService domains, Clock clock) {
    this.client = client;
    this.domains = domains;
    this.clock = clock;
  }

  /**
   * @param sendVersion of the send_ operation, v1 or v2
   * @throws RemoteServerException when the server refuses or answers nonsense
   */
  Handshake with(
      ServerName server, RoomId room, UserId user, ObjectNode content, String sendVersion) {
    String membership = content.path("membership").asText();
    ObjectNode offer = client.get(user.server(), server, makePath(membership, room, user));
    RoomVersion version =
        RoomVersion.find(offer.path("room_version").asText("1"))
            .orElseThrow(() -> RemoteServerException.malformed(server, "an unknown room version"));
    Pdu event =
        new OwnMembership(version, room, user, content)
            .complete(
                server, offer.path("event"), domains.signingKey(user.server()), clock.millis());
    ObjectNode answer =
        client.put(
            user.server(),
            server,
            "/_matrix/federation/"
                + sendVersion
                + "/send_"
                + membership
                + "/"
                + escaped(room.value())
                + "/"
                + escaped(event.eventId().value()),
            event.json());
    return new Handshake(server, version, event, answer);
  }

  private static String makePath(String membership, RoomId room, UserId user) {
    StringBuilder path =
        new StringBuilder(V1)
            .append("make_")
            .append(membership)
            .append('/')
            .append(escaped(room.value()))
            .append('/')
            .append(escaped(user.value()));
    if (!membership.equals("leave")) {
      String separator = "?ver=";
      for (RoomVersion version : RoomVersion.all()) {
        path.append(separator).append(version.id());
        separator = "&ver=";
      }
    }
    return path.toString();
  }

  static String escaped(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
