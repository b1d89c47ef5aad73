package org.konsil.federation.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomReadService;

/** The servers that may be in a room, and may be asked one after the other. */
@ApplicationScoped
class Candidates {
  /** Each may take a minute to fail, and somebody waits. */
  private static final int MAX_ASKED = 5;

  @Inject private RoomReadService rooms;
  @Inject private DomainService domains;

  protected Candidates() {}

  Candidates(RoomReadService rooms, DomainService domains) {
    this.rooms = rooms;
    this.domains = domains;
  }

  /** The inviting server first, then those that the client names, then what we know ourselves. */
  List<ServerName> of(RoomId room, UserId user, List<ServerName> via) {
    Set<ServerName> servers = new LinkedHashSet<>();
    rooms.findMembership(room, user).ifPresent(m -> servers.add(m.sender().server()));
    servers.addAll(via);
    int colon = room.value().indexOf(':');
    if (colon > 0) {
      ServerName.find(room.value().substring(colon + 1)).ifPresent(servers::add);
    }
    rooms.findState(room).ifPresent(state -> servers.addAll(state.joinedServers()));
    return servers.stream().filter(s -> !domains.isLocal(s)).limit(MAX_ASKED).toList();
  }

  /**
   * Asks until one does it.
   *
   * @throws MatrixException what the last one said; M_NOT_FOUND when there is none
   */
  static void ask(List<ServerName> servers, Consumer<ServerName> request) {
    MatrixException last = MatrixException.notFound("No server is known that is in the room");
    for (ServerName server : servers) {
      try {
        request.accept(server);
        return;
      } catch (MatrixException e) {
        last = e;
      }
    }
    throw last;
  }
}
