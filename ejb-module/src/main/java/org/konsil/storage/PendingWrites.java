package org.konsil.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes of one transaction that have not gone to the database yet, in their order; after them
 * those of which only the last of a row counts.
 */
final class PendingWrites {
  /** Far below the 65,535 parameters that one statement may have. */
  static final int MAX = 64;

  private final List<Write> writes = new ArrayList<>();
  private final Map<Object, Write> last = new LinkedHashMap<>();

  record Write(String sql, Object[] args) {}

  void add(String sql, Object[] args) {
    writes.add(new Write(sql, args));
  }

  void addLast(Object row, String sql, Object[] args) {
    last.put(row, new Write(sql, args));
  }

  boolean isFull() {
    return writes.size() + last.size() >= MAX;
  }

  /** All of them; there are none afterwards. */
  List<Write> take() {
    List<Write> taken = new ArrayList<>(writes);
    taken.addAll(last.values());
    writes.clear();
    last.clear();
    return taken;
  }

  /**
   * In their order, cut where a statement repeats: what follows itself goes as one batch, the rest
   * as one text.
   */
  static List<List<Write>> pieces(List<Write> writes) {
    List<List<Write>> pieces = new ArrayList<>();
    for (int i = 0; i < writes.size(); ) {
      int end = i + 1;
      while (end < writes.size() && writes.get(end).sql().equals(writes.get(i).sql())) {
        end++;
      }
      boolean joins = end - i == 1 && i > 0 && !isBatch(pieces.get(pieces.size() - 1));
      if (!joins) {
        pieces.add(new ArrayList<>());
      }
      pieces.get(pieces.size() - 1).addAll(writes.subList(i, end));
      i = end;
    }
    return pieces;
  }

  /** Whether it is one statement several times. */
  static boolean isBatch(List<Write> piece) {
    return piece.size() > 1 && piece.get(0).sql().equals(piece.get(1).sql());
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
