package org.konsil.ephemeral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryExpired;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryRemoved;
import org.infinispan.notifications.cachelistener.event.CacheEntryEvent;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomReadService;
import org.konsil.storage.WakeKey;
import org.konsil.storage.Wakeups;

/**
 * Presence, in a replicated cache that forgets (client-server API, "Presence"). Under TI-M a user
 * is offline to others until it asks to be seen by setting its presence itself (A_25436); a sync
 * alone then only keeps that alive.
 */
@ApplicationScoped
public class PresenceService {
  private static final Set<String> STATES =
      Set.of(Presence.ONLINE, Presence.UNAVAILABLE, Presence.OFFLINE);
  private static final long KEPT_MINUTES = 10;
  private static final long RECEIVED_KEPT_MINUTES = 30;
  private static final long TOLD_MILLIS = 600_000;
  private static final long REFRESH_MILLIS = 60_000;
  private static final int MAX_STATUS = 255;
  private static final int KEPT_USERS = 200_000;

  /** Key: user id. Value: {@link Presence#toCacheValue}. */
  @Resource(lookup = "java:jboss/infinispan/cache/konsil/presence")
  private Cache<String, String> presences;

  @Inject private RoomReadService rooms;
  @Inject private KonsilConfig config;
  @Inject private Wakeups wakeups;
  @Inject private Clock clock;
  @Inject private Event<PresenceChanged> changed;

  private ChangeLog<UserId> changes;

  @PostConstruct
  void start() {
    changes = new ChangeLog<>(clock::millis, KEPT_USERS);
    presences.addListener(new Watcher());
  }

  /** Sets the caller's own presence; {@code offline} without a message ends it. */
  public void setPresence(Requester requester, UserId user, String state, Optional<String> status) {
    if (!requester.user().equals(user)) {
      throw MatrixException.forbidden("Cannot set the presence of another user");
    }
    if (!STATES.contains(state)) {
      throw MatrixException.invalidParam("Unknown presence state");
    }
    if (status.filter(text -> text.length() > MAX_STATUS).isPresent()) {
      throw MatrixException.tooLarge("The status message is longer than 255 characters");
    }
    if (state.equals(Presence.OFFLINE) && status.isEmpty()) {
      presences.remove(user.value());
      changed.fire(new PresenceChanged(user, Presence.NONE));
    } else {
      put(user, new Presence(state, status, clock.millis()));
    }
  }

  /** The presence of a user who shares a room with the caller, else 403, as an answer's body. */
  public ObjectNode status(Requester requester, UserId user) {
    if (!requester.user().equals(user) && !rooms.shareARoom(requester.user(), user)) {
      throw MatrixException.forbidden("You are not allowed to see their presence");
    }
    return find(user).orElse(Presence.NONE).content(clock.millis());
  }

  /**
   * A sync of the user: it is active. Under TI-M only a user who has chosen to be seen is kept so.
   *
   * @param state the sync's {@code set_presence}
   */
  public void synced(UserId user, String state) {
    if (state.equals(Presence.OFFLINE)) {
      return;
    }
    Optional<Presence> before = find(user);
    if (before.isEmpty() && config.timPolicy()) {
      return;
    }
    long now = clock.millis();
    boolean fresh =
        before.isPresent()
            && before.get().state().equals(state)
            && now - before.get().lastActive() < REFRESH_MILLIS;
    boolean chosenOtherwise =
        before.isPresent()
            && before.get().state().equals(Presence.UNAVAILABLE)
            && state.equals(Presence.ONLINE)
            && config.timPolicy();
    if (!fresh) {
      String kept = chosenOtherwise ? Presence.UNAVAILABLE : state;
      put(user, new Presence(kept, before.flatMap(Presence::statusMessage), now));
    }
  }

  /** What changed after the number, of the candidates and the reader itself. */
  public Map<UserId, Presence> changes(Collection<UserId> candidates, long after) {
    Map<UserId, Presence> result = new LinkedHashMap<>();
    if (after == 0) {
      candidates.forEach(user -> find(user).ifPresent(presence -> result.put(user, presence)));
      return result;
    }
    Set<UserId> changed = changes.after(after);
    changed.retainAll(candidates);
    changed.forEach(user -> result.put(user, find(user).orElse(Presence.NONE)));
    return result;
  }

  /**
   * Whether anybody's presence changed after the number: spares the readers a look at their rooms.
   */
  public boolean changedAfter(long number) {
    return changes.current() > number;
  }

  /** The number of the newest change. */
  public long current() {
    return changes.current();
  }

  private Optional<Presence> find(UserId user) {
    return Optional.ofNullable(presences.get(user.value())).map(Presence::ofCacheValue);
  }

  /** What another server says of its user, with whom one of ours shares a room. */
  public void received(UserId user, Presence presence) {
    if (!STATES.contains(presence.state())
        || presence.statusMessage().filter(text -> text.length() > MAX_STATUS).isPresent()) {
      throw MatrixException.badJson("The presence is malformed");
    }
    String value = presence.toCacheValue();
    presences.put(user.value(), value, RECEIVED_KEPT_MINUTES, TimeUnit.MINUTES);
    changed.fire(new PresenceChanged(user, presence));
  }

  private void put(UserId user, Presence presence) {
    Optional<Presence> before = find(user);
    presences.put(user.value(), presence.toCacheValue(), KEPT_MINUTES, TimeUnit.MINUTES);
    if (before.filter(b -> isNoNews(b, presence)).isEmpty()) {
      changed.fire(new PresenceChanged(user, presence));
    }
  }

  /** Other servers hear of a change, and every ten minutes that it still holds. */
  private static boolean isNoNews(Presence before, Presence now) {
    return before.state().equals(now.state())
        && before.statusMessage().equals(now.statusMessage())
        && before.lastActive() / TOLD_MILLIS == now.lastActive() / TOLD_MILLIS;
  }

  /** Runs on every node, because each has the whole cache and listens locally. */
  @Listener(sync = false)
  public final class Watcher {
    @CacheEntryCreated
    @CacheEntryModified
    @CacheEntryRemoved
    @CacheEntryExpired
    public void changed(CacheEntryEvent<String, String> event) {
      if (!event.isPre()) {
        UserId.find(event.getKey()).ifPresent(this::changed);
      }
    }

    private void changed(UserId user) {
      changes.changed(user);
      wakeups.wake(rooms.usersSharingARoom(user).stream().map(WakeKey::user).toList());
    }
  }
}
