package org.konsil.appservice;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * A registered application service.
 *
 * @param url where it listens, without a trailing slash; empty when it is told nothing
 * @param domain the hosted domain that it belongs to
 * @param asToken by which it calls us
 * @param hsToken by which we call it
 * @param sender the user that it acts as when it names none
 * @param protocols names of third-party networks that it bridges to
 * @param rateLimited whether what it does as other users than its sender is limited
 * @param receiveEphemeral whether it wants typing, receipts and presence too
 * @see <a
 *     href="https://spec.matrix.org/v1.19/application-service-api/#registration">Registration</a>
 */
public record AppService(
    String id,
    Optional<URI> url,
    ServerName domain,
    String asToken,
    String hsToken,
    UserId sender,
    List<Namespace> users,
    List<Namespace> aliases,
    List<Namespace> rooms,
    Set<String> protocols,
    boolean rateLimited,
    boolean receiveEphemeral) {

  /** Whether the service may act as the user: its sender, and its domain's users that it covers. */
  public boolean covers(UserId user) {
    return user.equals(sender) || user.server().equals(domain) && any(users, user.value(), false);
  }

  /** Whether nobody else may register the user. */
  public boolean owns(UserId user) {
    return user.equals(sender) || user.server().equals(domain) && any(users, user.value(), true);
  }

  /** Whether what it does as the user counts against the rate limits. */
  public boolean isLimited(UserId user) {
    return rateLimited && !user.equals(sender);
  }

  public boolean covers(RoomAlias alias) {
    return any(aliases, alias.value(), false);
  }

  /** Whether nobody else may make the alias. */
  public boolean owns(RoomAlias alias) {
    return alias.server().equals(domain) && any(aliases, alias.value(), true);
  }

  public boolean covers(RoomId room) {
    return any(rooms, room.value(), false);
  }

  private static boolean any(List<Namespace> namespaces, String identifier, boolean exclusive) {
    return namespaces.stream()
        .anyMatch(space -> (space.exclusive() || !exclusive) && space.covers(identifier));
  }

  /** What a network that the service bridges to is called here: no other service has the name. */
  public String instanceId(String networkId) {
    return id + "/" + networkId;
  }

  @Override
  public String toString() {
    return "AppService[" + id + "]";
  }
}
