package org.konsil.testing;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
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
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.konsil.account.SessionDevices;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.SigningKey;
import org.konsil.mail.MailLinks;
import org.konsil.participation.RoomAliases;
import org.konsil.profile.RoomNeighbours;
import org.konsil.rawdata.Organisations;
import org.konsil.storage.Db;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.Wakeups;

/**
 * Services as the container would wire them, over the given database; JPA and JDBC on connections
 * of their own. Events reach the observers of beans named to {@link #observing}; there are no
 * further implementations of what a bean wants many of. Two domains are hosted, klinik.example and
 * praxis.example; password hashing is made cheap.
 */
public final class TestBeans {
  public static final ServerName KLINIK = ServerName.parse("klinik.example");
  public static final ServerName PRAXIS = ServerName.parse("praxis.example");

  /** Who fills them is package-private. */
  private static final Map<Class<?>, String> PORTS =
      Map.of(
          MailLinks.class, "org.konsil.kim.KimLinks",
          Organisations.class, "org.konsil.registration.ServiceOwners",
          SessionDevices.class, "org.konsil.device.DeviceSessions",
          RoomAliases.class, "org.konsil.roomdirectory.RoomNames",
          RoomNeighbours.class, "org.konsil.participation.ProfileFollowing");

  public final Properties settings;
  public final TestClock clock = new TestClock();
  public final List<Object> fired = Collections.synchronizedList(new ArrayList<>());

  private final Map<Class<?>, Object> beans = new HashMap<>();
  private final List<Object> observers = new ArrayList<>();
  private final Db db;
  private EntityManager entities;

  /** With those who look at everything that happens to an account. */
  public TestBeans(Db db) {
    this(db, new Properties());
    observing("org.konsil.account.TokenCache");
    observing("org.konsil.accountdata.AccountDataService");
    observing("org.konsil.profile.AccountProfiles");
  }

  /** With the settings, and nobody who looks on. */
  public TestBeans(Db db, Properties settings) {
    this.db = db;
    this.settings = settings;
    settings.putIfAbsent("konsil.password.memoryKib", "64");
    settings.putIfAbsent("konsil.password.passes", "1");
    settings.putIfAbsent("konsil.rateLimits", "off");
    beans.put(Db.class, db);
    beans.put(StreamPositions.class, new StreamPositions(db, new Wakeups(Runnable::run)));
    beans.put(Clock.class, clock);
    beans.put(SecureRandom.class, new SecureRandom());
    beans.put(KonsilConfig.class, new KonsilConfig(settings));
    beans.put(DomainService.class, new HostedDomains());
    beans.put(Instance.class, nothing());
  }

  /** The bean, made and wired when first asked for, by whichever thread. */
  public synchronized <T> T get(Class<T> type) {
    Object present = beans.get(type);
    if (present == null && PORTS.containsKey(type)) {
      present = get(type(PORTS.get(type)));
    }
    return type.cast(present == null ? make(type) : present);
  }

  /** Puts a bean in the place that its type names. */
  public <T> void put(Class<T> type, T bean) {
    beans.put(type, bean);
  }

  /** Hosts the domains that the database holds, instead of two; for before other beans are made. */
  public void hostingReally() {
    beans.remove(DomainService.class);
    observing(get(DomainService.class));
  }

  /** Lets the observer see events, which it takes as a bean would. */
  public void observing(Object observer) {
    observers.add(observer);
  }

  /** Lets the bean of the class see events. */
  public void observing(String className) {
    observing(get((Class<?>) type(className)));
  }

  /** Tells the observers, as a bean that is not wired would. */
  public void fire(Object event) {
    try {
      told(event);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs the work with an entity manager's transaction, which a failure rolls back. */
  public <T> T transaction(Supplier<T> work) {
    entities().getTransaction().begin();
    boolean done = false;
    try {
      T result = work.get();
      entities.getTransaction().commit();
      done = true;
      return result;
    } finally {
      if (!done && entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
      entities.clear();
    }
  }

  public void transaction(Runnable work) {
    transaction(
        () -> {
          work.run();
          return null;
        });
  }

  private Object make(Class<?> type) {
    try {
      Constructor<?> constructor =
          Arrays.stream(type.getDeclaredConstructors())
              .filter(c -> c.isAnnotationPresent(Inject.class))
              .findFirst()
              .orElseGet(() -> noArguments(type));
      constructor.setAccessible(true);
      Object[] arguments = new Object[constructor.getParameterCount()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = get(constructor.getParameterTypes()[i]);
      }
      Object made = constructor.newInstance(arguments);
      beans.put(type, made);
      for (Field field : type.getDeclaredFields()) {
        inject(made, field);
      }
      return made;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot wire " + type, e);
    }
  }

  private void inject(Object bean, Field field) throws ReflectiveOperationException {
    field.setAccessible(true);
    if (field.isAnnotationPresent(PersistenceContext.class)) {
      field.set(bean, entities());
    } else if (field.isAnnotationPresent(Inject.class)) {
      field.set(bean, field.getType() == Event.class ? events() : get(field.getType()));
    }
  }

  /** Made for the first who wants one: JPA takes a second to start. */
  private EntityManager entities() {
    if (entities == null) {
      entities =
          Persistence.createEntityManagerFactory(
                  "konsil",
                  Map.of(
                      "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                      "jakarta.persistence.nonJtaDataSource", dataSource(db),
                      "eclipselink.target-server", "None"))
              .createEntityManager();
    }
    return entities;
  }

  private Object events() {
    return Proxy.newProxyInstance(
        TestBeans.class.getClassLoader(),
        new Class<?>[] {Event.class},
        (proxy, method, args) -> {
          told(args[0]);
          return null;
        });
  }

  private void told(Object event) throws Throwable {
    fired.add(event);
    for (Object observer : observers) {
      tell(observer, event);
    }
  }

  private static void tell(Object observer, Object event) throws Throwable {
    for (Method method : observer.getClass().getDeclaredMethods()) {
      if (method.getParameterCount() == 1
          && method.getParameters()[0].isAnnotationPresent(Observes.class)
          && method.getParameterTypes()[0].isInstance(event)) {
        method.setAccessible(true);
        try {
          method.invoke(observer, event);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
  }

  private static Object nothing() {
    return Proxy.newProxyInstance(
        TestBeans.class.getClassLoader(),
        new Class<?>[] {Instance.class},
        (proxy, method, args) -> {
          return switch (method.getName()) {
            case "isResolvable" -> false;
            case "iterator" -> Collections.emptyIterator();
            case "forEach" -> null;
            default -> throw new IllegalStateException("nothing to give");
          };
        });
  }

  private static Constructor<?> noArguments(Class<?> type) {
    try {
      return type.getDeclaredConstructor();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }

  private static DataSource dataSource(Db db) {
    try {
      Field field = Db.class.getDeclaredField("dataSource");
      field.setAccessible(true);
      return (DataSource) field.get(db);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class HostedDomains extends DomainService {
    private final SigningKey key = SigningKey.generate(new SecureRandom(), "test");

    @Override
    public Optional<Domain> find(ServerName name) {
      return isLocal(name) ? Optional.of(new Domain(name, name.value())) : Optional.empty();
    }

    @Override
    public boolean isLocal(ServerName name) {
      return name.equals(KLINIK) || name.equals(PRAXIS);
    }

    @Override
    public Domain get(ServerName name) {
      return new Domain(name, name.value());
    }

    @Override
    public SigningKey signingKey(ServerName name) {
      return key;
    }
  }
}
