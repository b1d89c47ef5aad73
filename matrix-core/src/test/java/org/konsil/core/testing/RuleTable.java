package org.konsil.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.konsil.core.auth.AuthResult;
import org.konsil.core.id.EventId;
import org.konsil.core.roomversion.RoomVersion;

/**
 * Runs a table of authorisation cases, a line each: {@code versions | state | event | verdict}.
 *
 * <ul>
 *   <li>versions: {@code 7} or {@code 1-12}; the case runs once for each
 *   <li>state: changes to the prepared room, separated by {@code ;}. {@code carol ban} sets a
 *       membership, {@code rule public} the join rule, {@code levels {..}} the power levels, {@code
 *       no m.room.topic} removes an event, {@code bob m.room.topic '' {..}} sets any other
 *   <li>event: {@code sender type key {content}} with {@code -} for no state key and {@code ''} for
 *       an empty one, or {@code sender -> target membership {content}}; then options such as {@code
 *       signed:b.example}
 *   <li>verdict: {@code allowed} or the reason of the rejection
 * </ul>
 *
 * <p>{@code @bob} stands for the full id of a user, {@code _} for a space within a key.
 */
public final class RuleTable {

  private final Function<RoomVersion, ScriptedRoom> prepared;

  public RuleTable(Function<RoomVersion, ScriptedRoom> prepared) {
    this.prepared = prepared;
  }

  public Stream<DynamicTest> run(String table) {
    return table.lines().filter(line -> !line.isBlank()).flatMap(this::cases);
  }

  private Stream<DynamicTest> cases(String line) {
    String[] cells = line.split("\\|", -1);
    assertThat(cells).as(line).hasSize(4);
    String[] range = cells[0].strip().split("-");
    int from = Integer.parseInt(range[0]);
    int to = Integer.parseInt(range[range.length - 1]);
    return IntStream.rangeClosed(from, to)
        .mapToObj(
            version ->
                DynamicTest.dynamicTest(
                    "v" + version + ": " + String.join(" |", List.of(cells).subList(1, 4)),
                    () -> runCase(RoomVersion.get("" + version), cells)));
  }

  private void runCase(RoomVersion version, String[] cells) {
    ScriptedRoom room = prepared.apply(version);
    for (String change : cells[1].split(";")) {
      if (!change.isBlank()) {
        change(room, change.strip());
      }
    }
    AuthResult result = room.check(event(room, cells[2].strip()));
    String verdict = result instanceof AuthResult.Rejected no ? no.reason() : "allowed";
    assertThat(verdict).isEqualTo(cells[3].strip());
  }

  private static void change(ScriptedRoom room, String change) {
    String[] words = change.split(" ", 2);
    switch (words[0]) {
      case "rule" -> room.joinRule(words[1]);
      case "levels" -> room.levels(ScriptedRoom.full(words[1]));
      case "no" -> room.unset(words[1], "");
      default -> {
        if (words[1].contains(" ")) {
          room.accept(event(room, change).build());
        } else {
          room.member(user(words[0]), words[1]);
        }
      }
    }
  }

  private static ScriptedRoom.Draft event(ScriptedRoom room, String text) {
    int open = text.indexOf('{');
    int close = text.lastIndexOf('}');
    String[] words = (open < 0 ? text : text.substring(0, open)).strip().split(" +");
    String content = open < 0 ? "{}" : text.substring(open, close + 1);
    ScriptedRoom.Draft draft =
        words[1].equals("->") ? membership(room, words, content) : plain(room, words, content);
    for (String option : text.substring(open < 0 ? text.length() : close + 1).strip().split(" +")) {
      apply(room, draft, option);
    }
    return draft;
  }

  private static ScriptedRoom.Draft membership(ScriptedRoom room, String[] words, String content) {
    return room.draft(user(words[0]), "m.room.member")
        .key(user(words[2]))
        .content(ScriptedRoom.json(ScriptedRoom.full(content)).put("membership", words[3]));
  }

  private static ScriptedRoom.Draft plain(ScriptedRoom room, String[] words, String content) {
    ScriptedRoom.Draft draft =
        room.draft(user(words[0]), words[1]).content(ScriptedRoom.full(content));
    String key = words[2].equals("''") ? "" : ScriptedRoom.full(words[2]).replace('_', ' ');
    return words[2].equals("-") ? draft : draft.key(key);
  }

  private static void apply(ScriptedRoom room, ScriptedRoom.Draft draft, String option) {
    String[] parts = option.split(":", 2);
    switch (parts[0]) {
      case "" -> {}
      case "signed" -> draft.signedBy(parts[1]);
      case "id" -> draft.id(parts[1]);
      case "redacts" -> draft.withText("redacts", parts[1]);
      case "room" -> draft.withText("room_id", parts[1]);
      case "noroom" -> draft.without("room_id");
      case "prev" -> draft.after(new EventId(parts[1]));
      case "auth" -> draft.restingOn(authEvents(room, parts[1]));
      case "after" -> draft.after(afterCreate(room, parts[1]));
      default -> throw new IllegalArgumentException(option);
    }
  }

  private static EventId[] afterCreate(ScriptedRoom room, String what) {
    EventId create = room.get("m.room.create", "").eventId();
    return what.equals("create")
        ? new EventId[] {create}
        : new EventId[] {create, new EventId("$other")};
  }

  /** Ids separated by commas; a type with its key in brackets stands for the event in the state. */
  private static List<EventId> authEvents(ScriptedRoom room, String list) {
    return Stream.of(list.split(",")).filter(id -> !id.isEmpty()).map(id -> id(room, id)).toList();
  }

  private static EventId id(ScriptedRoom room, String id) {
    if (id.startsWith("$")) {
      return new EventId(id);
    }
    String[] parts = id.split("[\\[\\]]", -1);
    return room.get(parts[0], parts.length > 1 ? ScriptedRoom.full(parts[1]) : "").eventId();
  }

  private static String user(String name) {
    return ScriptedRoom.full(name.startsWith("@") ? name : "@" + name);
  }
}
