package org.konsil.roompurge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.konsil.core.id.RoomId;
import org.konsil.storage.Db;

/** The rows of one room, in whatever tables the schema has for rows of rooms. */
final class RoomRows {
  /** Who has a column of such a name keeps something of rooms. */
  private static final Set<String> SIGNS =
      Set.of("room_id", "room_nid", "event_nid", "state_group");

  private final Db db;
  private final RoomId room;
  private final long nid;
  private final long[] events;
  private final long[] groups;
  private final Map<String, Map<String, String>> tables;

  /** Of a room that is there. */
  RoomRows(Db db, RoomId room) {
    this.db = db;
    this.room = room;
    this.nid =
        db.get("SELECT room_nid FROM room WHERE room_id = ?", r -> r.number("room_nid"), room);
    this.events = numbers("SELECT event_nid AS n FROM event WHERE room_nid = ?");
    this.groups = numbers("SELECT state_group AS n FROM state_group WHERE room_nid = ?");
    this.tables = tables(db);
  }

  private long[] numbers(String sql) {
    return db.query(sql, row -> row.number("n"), nid).stream().mapToLong(Long::longValue).toArray();
  }

  /** Tables with rows of rooms, each with the columns that a row must have and their types. */
  static Map<String, Map<String, String>> tables(Db db) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    Set<String> ofRooms = new HashSet<>();
    db.query(
        "SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, c.is_identity,"
            + " c.column_default FROM information_schema.columns c WHERE c.table_schema ="
            + " current_schema",
        row -> {
          String table = row.string("table_name");
          String column = row.string("column_name");
          boolean given =
              row.string("is_identity").equals("YES") || row.string("column_default") != null;
          if (SIGNS.contains(column)) {
            ofRooms.add(table);
          }
          if (SIGNS.contains(column) || row.string("is_nullable").equals("NO") && !given) {
            all.computeIfAbsent(table, name -> new LinkedHashMap<>())
                .put(column, row.string("data_type").toLowerCase(Locale.ROOT));
          }
          return table;
        });
    all.keySet().retainAll(ofRooms);
    return all;
  }

  /** How many rows of the room each table has; tables without any are left out. */
  Map<String, Long> count() {
    Map<String, Long> counts = new TreeMap<>();
    tables.forEach(
        (table, columns) -> {
          List<String> conditions = new ArrayList<>();
          List<Object> values = new ArrayList<>();
          condition(columns, "room_id", " = ?", room, conditions, values);
          condition(columns, "room_nid", " = ?", nid, conditions, values);
          condition(columns, "event_nid", " = ANY(?)", events, conditions, values);
          condition(columns, "state_group", " = ANY(?)", groups, conditions, values);
          long count =
              db.get(
                  "SELECT COUNT(*) AS n FROM "
                      + table
                      + " WHERE "
                      + String.join(" OR ", conditions),
                  row -> row.number("n"),
                  values.toArray());
          if (count > 0) {
            counts.put(table, count);
          }
        });
    return counts;
  }

  private static void condition(
      Map<String, String> columns,
      String column,
      String comparison,
      Object value,
      List<String> conditions,
      List<Object> values) {
    if (columns.containsKey(column)) {
      conditions.add(column + comparison);
      values.add(value);
    }
  }

  /** Gives each table that has no row of the room one, with whatever the types allow. */
  void fill() {
    Map<String, Long> present = count();
    tables.forEach(
        (table, columns) -> {
          if (!present.containsKey(table) && !table.equals("room_purge")) {
            db.update(
                "INSERT INTO "
                    + table
                    + " ("
                    + String.join(", ", columns.keySet())
                    + ") VALUES (?"
                    + ", ?".repeat(columns.size() - 1)
                    + ")",
                columns.entrySet().stream().map(c -> value(c.getKey(), c.getValue())).toArray());
          }
        });
  }

  private Object value(String column, String type) {
    return switch (column) {
      case "room_id" -> room;
      case "room_nid" -> nid;
      case "event_nid" -> events[0];
      case "state_group" -> groups[0];
      case "domain_name" -> "klinik.example";
      default ->
          switch (type) {
            case "bigint" -> 1L;
            case "integer" -> 1;
            case "boolean" -> false;
            case "bytea", "binary varying" -> new byte[] {'{', '}'};
            default -> "x";
          };
    };
  }
}
