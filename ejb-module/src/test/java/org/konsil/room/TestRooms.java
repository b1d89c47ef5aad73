package org.konsil.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.konsil.account.Requester;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.signing.SigningKey;
import org.konsil.participation.CreateRoomRequest;
import org.konsil.participation.EventSendingService;
import org.konsil.participation.MembershipService;
import org.konsil.participation.RoomAliases;
import org.konsil.participation.RoomCreationService;
import org.konsil.participation.RoomStateService;
import org.konsil.policy.PolicyService;
import org.konsil.profile.Profile;
import org.konsil.profile.ProfileService;
import org.konsil.storage.Db;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.Wakeups;

/**
 * The services of rooms without a container: real stores on H2, beans wired by the types of their
 * fields. Two domains, klinik.example and praxis.example.
 */
public final class TestRooms implements AutoCloseable {
  public static final ServerName KLINIK = ServerName.parse("klinik.example");
  public static final ServerName PRAXIS = ServerName.parse("praxis.example");

  /** Null when the test brought a database, in which each statement commits by itself. */
  private final TestDatabase database;

  public final List<NewRoomEvent> told = Collections.synchronizedList(new ArrayList<>());
  public final Properties settings = new Properties();
  private final Map<Class<?>, Object> beans = new HashMap<>();

  public TestRooms() {
    this(new TestDatabase());
  }

  /** Around a database that the test has; without transactions. */
  public TestRooms(Db db) {
    this(null, db);
  }

  private TestRooms(TestDatabase database) {
    this(database, new Db(database));
  }

  private TestRooms(TestDatabase database, Db db) {
    this.database = database;
    settings.setProperty("konsil.policy", "open");
    put(Db.class, db);
    put(StreamPositions.class, new StreamPositions(db, new Wakeups(Runnable::run)));
    put(Clock.class, Clock.systemUTC());
    put(SecureRandom.class, new SecureRandom());
    put(KonsilConfig.class, new KonsilConfig(settings));
    put(DomainService.class, new TestDomains());
    put(Event.class, new Told());
    put(Instance.class, nobody());
    put(ProfileService.class, new NoProfiles());
    put(RoomAliases.class, new NoAliases());
    put(PolicyService.class, PolicyService.open(new KonsilConfig(settings)));
  }

  /** Ports that no capability below fills. */
  private static Instance<?> nobody() {
    return (Instance<?>)
        Proxy.newProxyInstance(
            TestRooms.class.getClassLoader(),
            new Class<?>[] {Instance.class},
            (proxy, method, arguments) -> method.getName().equals("isResolvable") ? false : null);
  }

  /** The bean, made and wired when first asked for. */
  public <T> T get(Class<T> type) {
    Object present = beans.get(type);
    if (present != null) {
      return type.cast(present);
    }
    try {
      T made = make(type);
      put(type, made);
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(jakarta.inject.Inject.class)) {
          field.setAccessible(true);
          field.set(made, get(field.getType()));
        }
      }
      return made;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot wire " + type, e);
    }
  }

  private <T> T make(Class<T> type) throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.isAnnotationPresent(jakarta.inject.Inject.class)) {
        constructor.setAccessible(true);
        Object[] given = Arrays.stream(constructor.getParameterTypes()).map(this::get).toArray();
        return type.cast(constructor.newInstance(given));
      }
    }
    Constructor<T> plain = type.getDeclaredConstructor();
    plain.setAccessible(true);
    return plain.newInstance();
  }

  /** Puts a bean in the place that its type names. */
  public <T> void put(Class<T> type, Object bean) {
    beans.put(type, bean);
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

  private static final class TestDomains extends DomainService {
    private final SigningKey key = SigningKey.generate(new SecureRandom(), "test");

    @Override
    public Optional<Domain> find(ServerName name) {
      return name.equals(KLINIK) || name.equals(PRAXIS)
          ? Optional.of(new Domain(name, name.value()))
          : Optional.empty();
    }

    @Override
    public boolean isLocal(ServerName name) {
      return find(name).isPresent();
    }

    @Override
    public SigningKey signingKey(ServerName name) {
      return key;
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
    public void publish(ServerName domain, RoomId room) {}

    @Override
    public void move(RoomId from, RoomId to) {}
  }

  private final class Told implements Event<Object> {
    @Override
    public void fire(Object event) {
      if (event instanceof NewRoomEvent appended) {
        told.add(appended);
      }
    }

    @Override
    public <U> CompletionStage<U> fireAsync(U event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <U> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Event<Object> select(Annotation... qualifiers) {
      return this;
    }

    @Override
    public <U> Event<U> select(Class<U> type, Annotation... qualifiers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <U> Event<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
      throw new UnsupportedOperationException();
    }
  }
}
