package org.konsil.slidingsync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.UserId;
import org.konsil.room.event.StoredEvent;

/**
 * Which state of a room a client wants: pairs of type and key, where * stands for any, $ME for the
 * user and $LAZY for the members that the timeline needs.
 */
final class RequiredState {
  private static final String ANY = "*";
  private static final String ME = "$ME";
  private static final String LAZY = "$LAZY";

  private final List<List<String>> pairs;
  private final UserId reader;

  RequiredState(List<List<String>> pairs, UserId reader) {
    this.pairs = pairs.stream().filter(pair -> pair.size() == 2).distinct().toList();
    this.reader = reader;
  }

  /** So that a client that wants more than before is noticed. */
  int size() {
    return pairs.size();
  }

  /** Those of the state events that are wanted, beside a timeline. */
  List<StoredEvent> of(Iterable<StoredEvent> state, List<StoredEvent> timeline) {
    Set<String> needed = new HashSet<>();
    timeline.forEach(event -> needed.add(event.pdu().sender().value()));
    List<StoredEvent> wanted = new ArrayList<>();
    for (StoredEvent event : state) {
      StateKey key = event.pdu().asStateKey().orElseThrow();
      if (pairs.stream().anyMatch(pair -> fits(pair, key, needed))) {
        wanted.add(event);
      }
    }
    return wanted;
  }

  boolean isLazy() {
    return pairs.stream().anyMatch(pair -> pair.get(1).equals(LAZY));
  }

  private boolean fits(List<String> pair, StateKey key, Set<String> needed) {
    boolean type = pair.get(0).equals(ANY) || pair.get(0).equals(key.type());
    return type
        && switch (pair.get(1)) {
          case ANY -> true;
          case ME -> key.key().equals(reader.value());
          case LAZY -> key.type().equals(EventTypes.MEMBER) && needed.contains(key.key());
          default -> pair.get(1).equals(key.key());
        };
  }
}
