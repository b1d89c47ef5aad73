package org.konsil.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes of one transaction that have not gone to the database yet, in their order. */
final class PendingWrites {
  /** Far below the 65,535 parameters that one statement may have. */
  static final int MAX = 64;

  private final List<Write> writes = new ArrayList<>();

  record Write(String sql, Object[] args) {}

  void add(String sql, Object[] args) {
    writes.add(new Write(sql, args));
  }

  boolean isFull() {
    return writes.size() >= MAX;
  }

  /** All of them; there are none afterwards. */
  List<Write> take() {
    List<Write> taken = List.copyOf(writes);
    writes.clear();
    return taken;
  }

  /** One text for several statements: PostgreSQL takes them in one round trip. */
  static String joined(List<Write> writes) {
    return String.join("; ", writes.stream().map(Write::sql).toList());
  }

  static Object[] allArgs(List<Write> writes) {
    List<Object> args = new ArrayList<>();
    for (Write write : writes) {
      args.addAll(Arrays.asList(write.args));
    }
    return args.toArray();
  }
}
