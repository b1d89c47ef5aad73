package org.konsil.core.event;

/**
 * The key of a state map: which piece of a room's state an event sets.
 *
 * @param type the event's type
 * @param key the event's state_key, often empty
 */
public record StateKey(String type, String key) {

  /** The piece of state with this type and an empty key, such as m.room.create. */
  public static StateKey of(String type) {
    return new StateKey(type, "");
  }
}
