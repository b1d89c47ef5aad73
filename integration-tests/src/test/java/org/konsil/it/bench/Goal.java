package org.konsil.it.bench;

import java.util.List;
import java.util.Optional;

/**
 * What one figure ought to be.
 *
 * @param key in {@link Figures}
 * @param ratio of Konsil's figure to the peer's; 0 for none
 * @param floor in the unit, whatever the peer does; 0 for none
 */
record Goal(String key, String what, String unit, Better better, double ratio, double floor) {
  /** Whether larger figures are good ones. */
  enum Better {
    HIGHER,
    LOWER;

    boolean reached(double value, double wanted) {
      return this == HIGHER ? value >= wanted : value <= wanted;
    }

    String sign() {
      return this == HIGHER ? "≥" : "≤";
    }
  }

  static final List<Goal> ALL =
      List.of(
          higher("send.rate", "sends, 32 at a time over 10 rooms of 10", "/s", 25, 1500),
          higher("send.one.rate", "sends, 32 at a time into one room", "/s", 12, 1200),
          lower("send.p99", "a send at 32 at a time, p99", "ms", 0.1, 40),
          lower("delivery.p50", "send to delivery, 50 waiting members, p50", "ms", 0.1, 12),
          lower("delivery.p99", "send to delivery, 50 waiting members, p99", "ms", 0.1, 40),
          higher("idle.pergib", "idle long polls per GiB of memory growth", "", 5, 20_000),
          lower("sync.initial", "initial sync of a user in %rooms rooms", "s", 0.2, 1.5),
          lower("sync.nothing.cpu", "incremental sync, nothing new, CPU", "ms", 0.2, 3),
          lower("sync.one.cpu", "incremental sync, one event, CPU", "ms", 0.2, 3),
          lower("sliding.first", "sliding sync, first 20 of %manyRooms rooms, p50", "ms", 0.5, 100),
          lower("join.large", "local join of a room with %members members, p50", "ms", 0.3, 100),
          lower(
              "fanout.last",
              "one event to %waiters waiting members of a room of %members, the last one",
              "s",
              0.2,
              1),
          higher("media.up", "upload of 100 MB", "MB/s", 1, 400),
          higher("media.down", "download of 100 MB", "MB/s", 1, 400),
          higher("history.rate", "history backwards, pages of 100, events", "/s", 5, 40_000),
          higher("keys.upload.rate", "users uploading 50 one-time keys", "/s", 5, 400),
          higher("keys.claim.rate", "claims of one-time keys", "/s", 5, 2000),
          higher(
              "federation.rate",
              "sends over 10 rooms shared with another server, until it has the last",
              "/s",
              5,
              0),
          lower("federation.p50", "send to delivery at another server, p50", "ms", 0.3, 0),
          lower("federation.p99", "send to delivery at another server, p99", "ms", 0.3, 0),
          lower(
              "federation.join",
              "join of another server's room with %foreignMembers members",
              "s",
              0.2,
              0),
          lower(
              "federation.catchup",
              "500 messages read by a user of a server that was away",
              "s",
              0.2,
              0),
          lower("memory.end", "memory of the process after all of this", "MiB", 0, 1229),
          lower("start.seconds", "cold start, process to first answer", "s", 0, 10),
          shown("federation.accepted", "sends over those 10 rooms, accepted", "/s"),
          shown("federation.catchup.lost", "messages of those 500 that could not be read", ""),
          shown("sliding.first.few", "the same, first 20 of 50 rooms", "ms"),
          shown("send.p50", "a send at 32 at a time, p50", "ms"),
          shown("send.one.p99", "a send into one room at 32 at a time, p99", "ms"),
          shown("send.cpu", "CPU a send, server", "ms"),
          shown("send.cpu.database", "CPU a send, PostgreSQL", "ms"),
          shown("delivery.cpu", "CPU of one message to 50 waiters, server", "ms"),
          shown("delivery.lost", "deliveries lost", ""),
          shown("sync.nothing.rate", "incremental syncs, nothing new, 4 at a time", "/s"),
          shown("sync.one.rate", "incremental syncs, one event, 4 at a time", "/s"),
          shown("sync.nothing.cpu.database", "the same, nothing new, CPU of PostgreSQL", "ms"),
          shown("sync.one.cpu.database", "the same, one event, CPU of PostgreSQL", "ms"),
          shown("room.creation.rate", "rooms created, 4 at a time", "/s"));

  /** Whether both the ratio and the floor hold; a missing peer is no ratio. */
  boolean met(double konsil, Optional<Double> peer) {
    boolean fast =
        ratio == 0 || peer.isEmpty() || better.reached(konsil, ratio * peer.orElseThrow());
    return fast && (floor == 0 || better.reached(konsil, floor));
  }

  boolean isGoal() {
    return ratio != 0 || floor != 0;
  }

  private static Goal higher(String key, String what, String unit, double ratio, double floor) {
    return new Goal(key, what, unit, Better.HIGHER, ratio, floor);
  }

  private static Goal lower(String key, String what, String unit, double ratio, double floor) {
    return new Goal(key, what, unit, Better.LOWER, ratio, floor);
  }

  private static Goal shown(String key, String what, String unit) {
    return new Goal(key, what, unit, Better.LOWER, 0, 0);
  }
}
