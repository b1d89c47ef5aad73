package org.konsil.it.history;

import java.util.List;
import java.util.Map;

/**
 * What clients noted while they used the server.
 *
 * @param rooms each room's events in order, as its owner, who never left it, reads it at the end
 * @param sends what was sent and acknowledged, repetitions too
 * @param timelines what followers of syncs saw, in the order of arrival
 * @param resumptions what those saw who went on from a token of a follower
 * @param reads what was read without following
 * @param sentToDevices messages to devices that were acknowledged
 * @param deliveries each device's answers to its syncs, in order
 */
record History(
    Map<String, List<Event>> rooms,
    List<Send> sends,
    List<Timeline> timelines,
    List<Resumption> resumptions,
    List<Read> reads,
    List<SentToDevice> sentToDevices,
    Map<String, List<Delivery>> deliveries) {

  /** A send that was answered 200. */
  record Send(String device, String room, String txnId, String eventId) {}

  /** One room as one follower saw it. */
  record Timeline(String user, String room, List<Event> events) {}

  /**
   * A room as read again by syncs from an old token.
   *
   * @param seen how many events of the room its follower had seen when it was given the token
   */
  record Resumption(String user, String room, int seen, List<Event> events) {}

  /** A page of a room, the oldest first. */
  record Read(String user, String room, List<Event> events) {}

  /**
   * @param device of the receiver
   */
  record SentToDevice(String device, String message) {}

  /**
   * One answered sync.
   *
   * @param since empty for the first
   */
  record Delivery(String since, String next, List<String> messages) {}
}
