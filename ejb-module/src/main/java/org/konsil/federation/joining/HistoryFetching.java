package org.konsil.federation.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.federation.inbound.EventFetching;
import org.konsil.federation.inbound.Peer;
import org.konsil.federation.inbound.RoomGates;
import org.konsil.federation.inbound.RoomReceiving;
import org.konsil.room.EventGraphService;
import org.konsil.room.RoomReadService;
import org.konsil.room.state.RoomState;
import org.konsil.timeline.RemoteHistory;

/** Backfills a room from the servers in it (server-server API, "Backfilling"). */
@ApplicationScoped
class HistoryFetching implements RemoteHistory {
  private static final int MAX_SERVERS = 3;
  private static final int MAX_EVENTS = 100;
  private static final int MAX_GAPS = 20;

  @Inject private RoomReadService rooms;
  @Inject private EventGraphService graph;
  @Inject private EventFetching fetching;
  @Inject private RoomReceiving receiving;
  @Inject private RoomGates gates;
  @Inject private DomainService domains;

  @Override
  public boolean fetch(ServerName own, RoomId room) {
    List<EventId> gaps = graph.gaps(room, MAX_GAPS);
    if (gaps.isEmpty() || !rooms.isResident(room)) {
      return false;
    }
    RoomState state = rooms.state(room);
    return state.joinedServers().stream()
        .filter(server -> !domains.isLocal(server))
        .limit(MAX_SERVERS)
        .anyMatch(server -> fetch(new Peer(own, server, room, state.roomVersion()), gaps));
  }

  private boolean fetch(Peer peer, List<EventId> gaps) {
    try {
      List<Pdu> events = fetching.backfill(peer, gaps, MAX_EVENTS);
      return gates.within(peer.room(), () -> receiving.backfill(peer, events)) > 0;
    } catch (MatrixException nothingToBeHad) {
      return false;
    }
  }
}
