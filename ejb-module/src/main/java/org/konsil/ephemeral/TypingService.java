package org.konsil.ephemeral;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.infinispan.Cache;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryExpired;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryRemoved;
import org.infinispan.notifications.cachelistener.event.CacheEntryEvent;
import org.konsil.account.Requester;
import org.konsil.config.StopNotice;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.storage.WakeKey;
import org.konsil.storage.Wakeups;

/** Who types in a room (client-server API, "Typing notifications"). */
@ApplicationScoped
public class TypingService {
  private static final long MAX_MILLIS = 120_000;
  private static final long DEFAULT_MILLIS = 30_000;
  private static final int KEPT_ROOMS = 50_000;
  private static final char SEPARATOR = '\n';

  /** Key: room id, line feed, user id. Value: the end, in epoch milliseconds. */
  @Resource(lookup = "java:jboss/infinispan/cache/konsil/typing")
  private Cache<String, Long> typing;

  @Resource private ManagedScheduledExecutorService scheduler;
  @Inject private RoomReadService rooms;
  @Inject private Wakeups wakeups;
  @Inject private Event<TypingChanged> changed;
  @Inject private Clock clock;
  @Inject private StopNotice stopNotice;

  /** By the cache's keys; only of those who type through this node. */
  private final Map<String, Future<?>> timers = new ConcurrentHashMap<>();

  private ChangeLog<RoomId> changes;

  @PostConstruct
  void start() {
    changes = new ChangeLog<>(clock::millis, KEPT_ROOMS);
    typing.addListener(new Watcher());
    stopNotice.whenStopping(() -> timers.values().forEach(TypingService::cancel));
  }

  /**
   * The caller types, or has stopped. A user may speak only for itself, and only in a room that it
   * has joined (403). The time limit is cut to two minutes.
   */
  public void setTyping(
      Requester requester, RoomId room, UserId user, boolean isTyping, Long timeoutMillis) {
    if (!requester.user().equals(user)) {
      throw MatrixException.forbidden("Cannot set the typing state of another user");
    }
    if (!rooms.isJoined(room, user)) {
      throw MatrixException.forbidden("You are not in this room");
    }
    long millis = timeoutMillis == null ? DEFAULT_MILLIS : Math.min(timeoutMillis, MAX_MILLIS);
    note(room, user, isTyping, millis);
  }

  /** What another server says of its user, who is in the room. It counts for half a minute. */
  public void received(RoomId room, UserId user, boolean isTyping) {
    note(room, user, isTyping, DEFAULT_MILLIS);
  }

  private void note(RoomId room, UserId user, boolean isTyping, long millis) {
    String key = key(room, user);
    if (!isTyping) {
      typing.remove(key);
      cancel(timers.remove(key));
      changed.fire(new TypingChanged(room, user, false));
      return;
    }
    long end = clock.millis() + Math.max(1, millis);
    // The cache's own reaper runs once a minute and is only the net under this timer.
    typing.put(key, end, millis, MILLISECONDS);
    cancel(timers.put(key, scheduler.schedule(() -> ended(room, user, end), millis, MILLISECONDS)));
    changed.fire(new TypingChanged(room, user, true));
  }

  private void ended(RoomId room, UserId user, long end) {
    String key = key(room, user);
    if (typing.remove(key, end)) {
      timers.remove(key);
      changed.fire(new TypingChanged(room, user, false));
    }
  }

  private static String key(RoomId room, UserId user) {
    return room.value() + SEPARATOR + user.value();
  }

  private static void cancel(Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  /** Who types in the room now. */
  public List<UserId> typing(RoomId room) {
    String prefix = room.value() + SEPARATOR;
    List<UserId> users = new ArrayList<>();
    for (String key : typing.keySet()) {
      if (key.startsWith(prefix)) {
        UserId.find(key.substring(prefix.length())).ifPresent(users::add);
      }
    }
    return users;
  }

  /** The content of the room's {@code m.typing} event now. */
  public ObjectNode content(RoomId room) {
    ObjectNode content = Json.object();
    ArrayNode users = content.putArray("user_ids");
    typing(room).forEach(user -> users.add(user.value()));
    return content;
  }

  /** Those of the rooms whose typing users changed after the number. */
  public Set<RoomId> changedRooms(Collection<RoomId> candidates, long after) {
    Set<RoomId> changed = changes.after(after);
    changed.retainAll(candidates);
    return changed;
  }

  /** The number of the newest change. */
  public long current() {
    return changes.current();
  }

  /** Runs on every node, because each has the whole cache and listens locally. */
  @Listener(sync = false)
  public final class Watcher {
    @CacheEntryCreated
    @CacheEntryModified
    @CacheEntryRemoved
    @CacheEntryExpired
    public void changed(CacheEntryEvent<String, Long> event) {
      if (!event.isPre()) {
        String key = event.getKey();
        RoomId.find(key.substring(0, key.indexOf(SEPARATOR))).ifPresent(this::changed);
      }
    }

    private void changed(RoomId room) {
      changes.changed(room);
      wakeups.wake(List.of(WakeKey.room(room)));
    }
  }
}
