package org.konsil.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.konsil.account.AccountService;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.signing.SigningKey;
import org.konsil.federation.FederationClient;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.RemoteServerException;
import org.konsil.federation.ServerKeyService;
import org.konsil.federation.resident.EventServingService;
import org.konsil.federation.resident.InviteReceivingService;
import org.konsil.federation.resident.MembershipHandshakeService;
import org.konsil.participation.RemoteRooms;
import org.konsil.participation.RoomEntranceService;
import org.konsil.room.NewRoomEvent;
import org.konsil.room.TestRooms;

/**
 * A whole server without a net: its requests reach the services of the servers it is linked to, as
 * those servers' resources would have called them.
 */
public final class LinkedServer implements AutoCloseable {
  public final ServerName name;
  public final TestRooms rooms;
  public final FakePeer.Keys keys = new FakePeer.Keys();
  public final List<String> asked = new ArrayList<>();
  private final SigningKey key = SigningKey.generate(new SecureRandom(), "linked");
  private final Map<ServerName, LinkedServer> links = new HashMap<>();
  private UnaryOperator<ObjectNode> lies = UnaryOperator.identity();
  private int delivered;

  public LinkedServer(String name) {
    this(name, new TestRooms());
  }

  public LinkedServer(String name, TestRooms rooms) {
    this.rooms = rooms;
    this.name = ServerName.parse(name);
    rooms.put(DomainService.class, new OwnDomain());
    rooms.put(ServerKeyService.class, keys);
    rooms.put(FederationClient.class, new Wire());
    rooms.put(AccountService.class, new AnyAccount());
    keys.put(this.name, key);
  }

  @SuppressWarnings("unchecked")
  public RoomEntranceService entrance() {
    try {
      Class<RemoteRooms> access =
          (Class<RemoteRooms>) Class.forName("org.konsil.federation.joining.RemoteRoomAccess");
      rooms.put(RemoteRooms.class, rooms.get(access));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    return rooms.get(RoomEntranceService.class);
  }

  public void link(LinkedServer other) {
    links.put(other.name, other);
    other.links.put(name, this);
    keys.put(other.name, other.key);
    other.keys.put(name, key);
  }

  /** What this server answers is changed before it goes out. */
  public void lie(UnaryOperator<ObjectNode> lie) {
    this.lies = lie;
  }

  /** Delivers what this server's users said since the last time. */
  public void flush() {
    List<NewRoomEvent> news = List.copyOf(rooms.told);
    for (NewRoomEvent event : news.subList(delivered, news.size())) {
      boolean own = event.event().pdu().sender().server().equals(name);
      for (ServerName server : event.state().joinedServers()) {
        if ((own || event.toRelay()) && links.containsKey(server)) {
          links.get(server).receive(this, event.event().pdu().json().deepCopy());
        }
      }
    }
    delivered = news.size();
  }

  private void receive(LinkedServer from, JsonNode pdu) {
    rooms.get(PduReceivingService.class).receive(from.name, name, List.of(pdu));
  }

  private ObjectNode serve(ServerName from, String path, ObjectNode body) {
    asked.add(path);
    FederationRequester requester = new FederationRequester(from, name);
    try {
      return lies.apply(answer(requester, path, body).deepCopy());
    } catch (MatrixException e) {
      throw RemoteServerException.malformed(name, e.code() + " " + e.getMessage());
    }
  }

  private ObjectNode answer(FederationRequester requester, String pathAndQuery, ObjectNode body) {
    String[] halves = pathAndQuery.substring("/_matrix/federation/".length()).split("\\?", 2);
    String[] path =
        Arrays.stream(halves[0].split("/")).map(LinkedServer::plain).toArray(String[]::new);
    List<String> values = new ArrayList<>();
    if (halves.length > 1) {
      for (String parameter : halves[1].split("&")) {
        values.add(plain(parameter.split("=", 2)[1]));
      }
    }
    MembershipHandshakeService handshakes = rooms.get(MembershipHandshakeService.class);
    EventServingService events = rooms.get(EventServingService.class);
    RoomId room = path[1].equals("event") ? null : RoomId.parse(path[2]);
    return switch (path[1]) {
      case "make_join", "make_leave", "make_knock" ->
          handshakes.make(requester, room, UserId.parse(path[3]), path[1].substring(5), values);
      case "send_join" -> handshakes.sendJoin(requester, room, EventId.parse(path[3]), body);
      case "send_knock" -> handshakes.sendKnock(requester, room, EventId.parse(path[3]), body);
      case "send_leave" -> {
        handshakes.sendLeave(requester, room, EventId.parse(path[3]), body);
        yield body;
      }
      case "invite" ->
          (ObjectNode)
              org.konsil.core.json.Json.object()
                  .set(
                      "event",
                      rooms
                          .get(InviteReceivingService.class)
                          .invite(
                              requester,
                              room,
                              EventId.parse(path[3]),
                              body.path("room_version").textValue(),
                              body.path("event"),
                              body.path("invite_room_state")));
      case "backfill" -> events.backfill(requester, room, values.subList(1, values.size()), 100);
      case "get_missing_events" -> events.missingEvents(requester, room, body);
      case "state_ids" -> events.stateIds(requester, room, EventId.parse(values.get(0)));
      case "state" -> events.state(requester, room, EventId.parse(values.get(0)));
      case "event_auth" -> events.eventAuth(requester, room, EventId.parse(path[3]));
      case "event" -> events.event(requester, EventId.parse(path[2]));
      default -> throw MatrixException.unrecognized(path[1]);
    };
  }

  private static String plain(String escaped) {
    return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    rooms.close();
  }

  private final class Wire extends FederationClient {
    @Override
    public ObjectNode get(ServerName from, ServerName to, String path) {
      return send(from, to, path, null);
    }

    @Override
    public ObjectNode put(ServerName from, ServerName to, String path, ObjectNode body) {
      return send(from, to, path, body.deepCopy());
    }

    @Override
    public ObjectNode post(
        ServerName from, ServerName to, String path, ObjectNode body, Duration timeout) {
      return post(from, to, path, body);
    }

    @Override
    public ObjectNode post(ServerName from, ServerName to, String path, ObjectNode body) {
      return send(from, to, path, body.deepCopy());
    }

    private ObjectNode send(ServerName from, ServerName to, String path, ObjectNode body) {
      if (!links.containsKey(to)) {
        throw RemoteServerException.malformed(to, "not there");
      }
      return links.get(to).serve(from, path, body);
    }
  }

  private final class OwnDomain extends DomainService {
    @Override
    public Optional<Domain> find(ServerName wanted) {
      return wanted.equals(name) ? Optional.of(new Domain(name, name.value())) : Optional.empty();
    }

    @Override
    public boolean isLocal(ServerName wanted) {
      return wanted.equals(name);
    }

    @Override
    public SigningKey signingKey(ServerName wanted) {
      return key;
    }
  }

  private static final class AnyAccount extends AccountService {
    @Override
    public boolean exists(UserId user) {
      return true;
    }
  }
}
