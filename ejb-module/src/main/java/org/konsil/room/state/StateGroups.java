package org.konsil.room.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.konsil.core.event.StateKey;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.StreamPositions;

/**
 * States of the past: a snapshot of a room's state now and then, and between them what each state
 * event changed. Groups never change, so what was read of them may be kept.
 */
@ApplicationScoped
public class StateGroups {
  /** Changes laid over a snapshot before the next one is made. */
  public static final int MAX_CHAIN = 64;

  private static final int KEPT_GROUPS = 50_000;

  private final Cache<Long, StateGroup> groups =
      Caffeine.newBuilder().maximumSize(KEPT_GROUPS).build();

  @Inject StateStore store;
  @Inject StreamPositions positions;

  /**
   * Makes the group of the state after a state event, with the event's number. The event's row must
   * exist before {@link #fill}, the group's row before the event's.
   *
   * @param previous the group of the state before it; 0 is the empty one
   */
  public StateGroup create(long roomNid, long previous, long nid) {
    long[] chain = previous == 0 ? new long[0] : group(previous).chain();
    long[] own =
        chain.length == 0 || chain.length >= MAX_CHAIN
            ? new long[1]
            : Arrays.copyOf(chain, chain.length + 1);
    own[own.length - 1] = nid;
    StateGroup group = new StateGroup(nid, previous, own);
    store.insertGroup(nid, roomNid, previous, own);
    return group;
  }

  /** Writes the entries of a new group: the one change, or all of the state for a snapshot. */
  public void fill(StateGroup group, StoredEvent event, RoomState before) {
    Map<StateKey, Long> entries = new HashMap<>();
    if (group.chain().length == 1) {
      before.events().forEach((key, present) -> entries.put(key, present.nid()));
    }
    entries.put(event.pdu().asStateKey().orElseThrow(), event.nid());
    store.insertEntries(group.group(), entries);
  }

  /** As before, with the state before it looked up when a snapshot needs it. */
  public void fill(StateGroup group, StoredEvent event) {
    change(group, Map.of(event.pdu().asStateKey().orElseThrow(), event.nid()));
  }

  /** A state that differs from another in some keys; an event number of 0 takes the key away. */
  public StateGroup derive(long roomNid, long base, Map<StateKey, Long> changes) {
    StateGroup group = create(roomNid, base, positions.numbers(1)[0]);
    change(group, changes);
    return group;
  }

  /** A state of its own. */
  public long snapshot(long roomNid, Map<StateKey, Long> state) {
    StateGroup group = create(roomNid, 0, positions.numbers(1)[0]);
    store.insertEntries(group.group(), state);
    return group.group();
  }

  private void change(StateGroup group, Map<StateKey, Long> changes) {
    Map<StateKey, Long> entries = new HashMap<>();
    if (group.chain().length == 1 && group.previous() != 0) {
      entries.putAll(state(group.previous()));
    }
    entries.putAll(changes);
    if (group.chain().length == 1) {
      entries.values().removeIf(nid -> nid == 0);
    }
    store.insertEntries(group.group(), entries);
  }

  /** The state of a group, by event numbers; 0 is the empty one. */
  public Map<StateKey, Long> state(long group) {
    if (group == 0) {
      return Map.of();
    }
    long[] chain = group(group).chain();
    return layered(chain, store.entries(boxed(chain)));
  }

  /** The part of a group's state with one type and these state keys, by event numbers. */
  public Map<StateKey, Long> part(long group, String type, Collection<String> keys) {
    long[] chain = group(group).chain();
    return layered(chain, store.entries(boxed(chain), type, keys));
  }

  private static Map<StateKey, Long> layered(long[] chain, List<StateStore.Entry> entries) {
    Map<Long, List<StateStore.Entry>> byLink =
        entries.stream().collect(Collectors.groupingBy(StateStore.Entry::group));
    Map<StateKey, Long> state = new HashMap<>();
    for (long link : chain) {
      for (StateStore.Entry entry : byLink.getOrDefault(link, List.of())) {
        if (entry.nid() == 0) {
          state.remove(entry.key());
        } else {
          state.put(entry.key(), entry.nid());
        }
      }
    }
    return state;
  }

  /** The event that holds a key in each of these groups; groups without one are absent. */
  public Map<Long, Long> lookUp(Collection<Long> wanted, StateKey key) {
    Map<Long, StateGroup> known = groups(wanted);
    Set<Long> links = new TreeSet<>();
    known.values().forEach(group -> links.addAll(boxed(group.chain())));
    Map<Long, Long> byLink =
        store.entries(links, key).stream()
            .collect(Collectors.toMap(StateStore.Entry::group, StateStore.Entry::nid));
    Map<Long, Long> found = new HashMap<>();
    known.forEach(
        (number, group) -> {
          long[] chain = group.chain();
          for (int i = chain.length - 1; i >= 0; i--) {
            Long nid = byLink.get(chain[i]);
            if (nid != null) {
              if (nid != 0) {
                found.put(number, nid);
              }
              return;
            }
          }
        });
    return found;
  }

  /** Whether there is such a group; asks the database, for a transaction may have failed. */
  public boolean exists(long number) {
    return !store.groups(List.of(number)).isEmpty();
  }

  public StateGroup group(long number) {
    return groups(List.of(number)).get(number);
  }

  public Map<Long, StateGroup> groups(Collection<Long> wanted) {
    Map<Long, StateGroup> found = new HashMap<>(groups.getAllPresent(wanted));
    List<Long> missing = new ArrayList<>(wanted);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      Map<Long, StateGroup> loaded =
          store.groups(missing).stream()
              .collect(Collectors.toMap(StateGroup::group, Function.identity()));
      groups.putAll(loaded);
      found.putAll(loaded);
    }
    return found;
  }

  private static List<Long> boxed(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
