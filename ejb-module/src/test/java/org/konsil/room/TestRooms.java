package org.konsil.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.konsil.account.Requester;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.NobodyIsOnline;
import org.konsil.ephemeral.NobodyTypes;
import org.konsil.ephemeral.PresenceService;
import org.konsil.ephemeral.TypingService;
import org.konsil.participation.CreateRoomRequest;
import org.konsil.participation.EventSendingService;
import org.konsil.participation.MembershipService;
import org.konsil.participation.RoomAliases;
import org.konsil.participation.RoomCreationService;
import org.konsil.participation.RoomStateService;
import org.konsil.profile.Profile;
import org.konsil.profile.ProfileService;
import org.konsil.storage.Db;
import org.konsil.testing.TestBeans;

/**
 * A conversation by the services of rooms, on H2 in memory unless the test brings a database. What
 * is said is checked by no TI-M rule; users have no profiles and rooms no aliases.
 */
public final class TestRooms implements AutoCloseable {
  public static final ServerName KLINIK = TestBeans.KLINIK;
  public static final ServerName PRAXIS = TestBeans.PRAXIS;

  /** Null when the test brought a database, in which each statement commits by itself. */
  private final TestDatabase database;

  public final List<NewRoomEvent> told = Collections.synchronizedList(new ArrayList<>());
  public final Properties settings = new Properties();
  private final TestBeans beans;

  public TestRooms() {
    this(new TestDatabase());
  }

  /** With transactions in a database that goes with the conversation. */
  public TestRooms(TestDatabase database) {
    this(database, new Db(database));
  }

  /** Rooms for those who read: nobody types, and nobody shows presence. */
  public static TestRooms withoutTypingAndPresence() {
    return withoutTypingAndPresence(new TestDatabase());
  }

  /** The same in a database that goes with the conversation. */
  public static TestRooms withoutTypingAndPresence(TestDatabase database) {
    TestRooms rooms = new TestRooms(database);
    rooms.put(TypingService.class, new NobodyTypes());
    rooms.put(PresenceService.class, new NobodyIsOnline());
    return rooms;
  }

  /** Around a database that the test has; without transactions. */
  public TestRooms(Db db) {
    this(null, db);
  }

  private TestRooms(TestDatabase database, Db db) {
    this.database = database;
    settings.setProperty("konsil.policy", "open");
    beans = new TestBeans(db, settings);
    put(Clock.class, Clock.systemUTC());
    put(ProfileService.class, new NoProfiles());
    put(RoomAliases.class, new NoAliases());
    beans.observing(new Told());
  }

  /** The bean, made and wired when first asked for. */
  public <T> T get(Class<T> type) {
    return beans.get(type);
  }

  /** Puts a bean in the place that its type names. */
  public <T> void put(Class<T> type, T bean) {
    beans.put(type, bean);
  }

  /** Lets the bean of the class see events. */
  public void observing(String className) {
    beans.observing(className);
  }

  public <T> T transaction(Supplier<T> work) {
    return database == null ? work.get() : database.transaction(work);
  }

  public static Requester requester(String user) {
    UserId id = UserId.parse(user);
    return new Requester(id, "DEVICE", id.server(), false, 1);
  }

  /** A room of the user's, made as a JSON body asks. */
  public RoomId createRoom(String user, String body) {
    CreateRoomRequest request;
    try {
      request = Json.mapper().readValue(body, CreateRoomRequest.class);
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException(e);
    }
    return transaction(() -> get(RoomCreationService.class).create(requester(user), request));
  }

  public void invite(String user, RoomId room, String invitee) {
    transaction(
        () -> {
          get(MembershipService.class)
              .invite(requester(user), room, UserId.parse(invitee), Optional.empty());
          return null;
        });
  }

  public void join(String user, RoomId room) {
    transaction(() -> get(MembershipService.class).join(requester(user), room, Optional.empty()));
  }

  public void leave(String user, RoomId room) {
    transaction(
        () -> {
          get(MembershipService.class).leave(requester(user), room, Optional.empty());
          return null;
        });
  }

  public EventId send(String user, RoomId room, String txnId, String text) {
    ObjectNode content = Json.object().put("msgtype", "m.text").put("body", text);
    return transaction(
        () ->
            get(EventSendingService.class)
                .send(requester(user), room, "m.room.message", txnId, content));
  }

  public EventId setState(String user, RoomId room, String type, String key, ObjectNode content) {
    return transaction(
        () -> get(RoomStateService.class).set(requester(user), room, type, key, content));
  }

  @Override
  public void close() {
    if (database != null) {
      database.close();
    }
  }

  private static final class NoProfiles extends ProfileService {
    @Override
    public Optional<Profile> find(UserId user) {
      return Optional.empty();
    }
  }

  private static final class NoAliases implements RoomAliases {
    @Override
    public void claim(Requester requester, org.konsil.core.id.RoomAlias alias, RoomId room) {}

    @Override
    public Optional<RoomId> find(org.konsil.core.id.RoomAlias alias) {
      return Optional.empty();
    }

    @Override
    public Optional<RoomId> findElsewhere(ServerName own, org.konsil.core.id.RoomAlias alias) {
      return Optional.empty();
    }

    @Override
    public void publish(ServerName domain, RoomId room) {}

    @Override
    public void move(RoomId from, RoomId to) {}
  }

  private final class Told {
    void appended(@Observes NewRoomEvent event) {
      told.add(event);
    }
  }
}
