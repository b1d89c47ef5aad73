package org.konsil.core.auth;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.testing.RuleTable;
import org.konsil.core.testing.ScriptedRoom;

/** The rule for power levels events, version by version. */
class PowerLevelsRuleTest {

  private static final String NAMED = "the change of a power level is above the sender's own";
  private static final String EVENT =
      "the change of an event's power level is above the sender's own";
  private static final String USER = "the change of a user's power level is above the sender's own";

  /** Bob and erin have level 50, dave 60, carol 10; whoever has level 50 may send power levels. */
  private static ScriptedRoom room(RoomVersion version) {
    return ScriptedRoom.ofAlice(version)
        .member("@bob:b.example", "join")
        .levels(
            ScriptedRoom.full(
                """
                {'users':{'@bob':50,'@erin':50,'@dave':60,'@carol':10},
                 'ban':60,'kick':50,'events':{'low':20,'high':60},'notifications':{'low':20,'high':60}}
                """));
  }

  private static Stream<DynamicTest> run(String rows) {
    String table =
        rows.replace("BASE", "'ban':60,'kick':50,'events':{'low':20,'high':60},NOTES,USERS")
            .replace("NOTES", "'notifications':{'low':20,'high':60}")
            .replace("USERS", "'users':{'@bob':50,'@erin':50,'@dave':60,'@carol':10}");
    StringBuilder full = new StringBuilder();
    for (String line : table.lines().toList()) {
      String[] cells = line.split("\\|");
      full.append(cells[0]).append("| | bob m.room.power_levels '' ").append(cells[1]);
      full.append('|').append(verdict(cells[2].strip())).append('\n');
    }
    return new RuleTable(PowerLevelsRuleTest::room).run(full.toString());
  }

  private static String verdict(String word) {
    return switch (word) {
      case "NAMED" -> NAMED;
      case "EVENT" -> EVENT;
      case "USER" -> USER;
      default -> word;
    };
  }

  @TestFactory
  Stream<DynamicTest> namedLevels() {
    return run(
        """
        1-12 | {BASE}                                         | allowed
        1-12 | {BASE,'redact':50}                             | allowed
        1-12 | {BASE,'redact':51}                             | NAMED
        1-12 | {BASE,'invite':51}                             | NAMED
        1-12 | {BASE,'users_default':51}                      | NAMED
        1-12 | {BASE,'events_default':51}                     | NAMED
        1-12 | {BASE,'state_default':51}                      | NAMED
        1-12 | {BASE,'state_default':-5}                      | allowed
        1-12 | {'ban':60,'kick':51,'events':{'low':20,'high':60},NOTES,USERS}  | NAMED
        1-12 | {'ban':60,'kick':0,'events':{'low':20,'high':60},NOTES,USERS}   | allowed
        1-12 | {'ban':60,'events':{'low':20,'high':60},NOTES,USERS}            | allowed
        1-12 | {'ban':50,'kick':50,'events':{'low':20,'high':60},NOTES,USERS}  | NAMED
        1-12 | {'kick':50,'events':{'low':20,'high':60},NOTES,USERS}           | NAMED
        """);
  }

  @TestFactory
  Stream<DynamicTest> levelsOfEventsAndNotifications() {
    return run(
        """
        1-12 | {'ban':60,'kick':50,'events':{'low':50,'high':60},NOTES,USERS}          | allowed
        1-12 | {'ban':60,'kick':50,'events':{'high':60},NOTES,USERS}                   | allowed
        1-12 | {'ban':60,'kick':50,'events':{'low':20,'high':60,'new':50},NOTES,USERS} | allowed
        1-12 | {'ban':60,'kick':50,'events':{'low':20,'high':60,'new':51},NOTES,USERS} | EVENT
        1-12 | {'ban':60,'kick':50,'events':{'low':51,'high':60},NOTES,USERS}          | EVENT
        1-12 | {'ban':60,'kick':50,'events':{'low':20,'high':50},NOTES,USERS}          | EVENT
        1-12 | {'ban':60,'kick':50,'events':{'low':20},NOTES,USERS}                    | EVENT
        1-12 | {'ban':60,'kick':50,NOTES,USERS}                                        | EVENT
        1-5  | {'ban':60,'kick':50,'events':{'low':20,'high':60},'notifications':{'low':99},USERS}            | allowed
        1-5  | {'ban':60,'kick':50,'events':{'low':20,'high':60},USERS}                                       | allowed
        6-12 | {'ban':60,'kick':50,'events':{'low':20,'high':60},USERS}                                       | EVENT
        6-12 | {'ban':60,'kick':50,'events':{'low':20,'high':60},'notifications':{'low':0,'high':60},USERS}   | allowed
        6-12 | {'ban':60,'kick':50,'events':{'low':20,'high':60},'notifications':{'low':51,'high':60},USERS}  | EVENT
        6-12 | {'ban':60,'kick':50,'events':{'low':20,'high':60},'notifications':{'low':20,'high':0},USERS}   | EVENT
        6-12 | {'ban':60,'kick':50,'events':{'low':20,'high':60},'notifications':{'low':20,'high':60,'new':51},USERS} | EVENT
        """);
  }

  @TestFactory
  Stream<DynamicTest> levelsOfUsers() {
    String rows =
        """
        1-12 | {REST,'users':{'@bob':50,'@erin':50,'@dave':60,'@carol':50}}             | allowed
        1-12 | {REST,'users':{'@bob':50,'@erin':50,'@dave':60}}                         | allowed
        1-12 | {REST,'users':{'@bob':50,'@erin':50,'@dave':60,'@carol':51}}             | USER
        1-12 | {REST,'users':{'@bob':50,'@erin':50,'@dave':60,'@carol':10,'@frank':50}} | allowed
        1-12 | {REST,'users':{'@bob':50,'@erin':50,'@dave':60,'@carol':10,'@frank':51}} | USER
        1-12 | {REST,'users':{'@bob':50,'@erin':49,'@dave':60,'@carol':10}}             | USER
        1-12 | {REST,'users':{'@bob':50,'@dave':60,'@carol':10}}                        | USER
        1-12 | {REST,'users':{'@bob':50,'@erin':50,'@dave':0,'@carol':10}}              | USER
        1-12 | {REST,'users':{'@bob':50,'@erin':50,'@carol':10}}                        | USER
        1-12 | {REST,'users':{'@bob':49,'@erin':50,'@dave':60,'@carol':10}}             | allowed
        1-12 | {REST,'users':{'@erin':50,'@dave':60,'@carol':10}}                       | allowed
        1-12 | {REST,'users':{'@bob':51,'@erin':50,'@dave':60,'@carol':10}}             | USER
        1-12 | {REST}                                                                   | USER
        """;
    return run(rows.replace("REST", "'ban':60,'kick':50,'events':{'low':20,'high':60},NOTES"));
  }

  @TestFactory
  Stream<DynamicTest> types() {
    return run(
        """
        1-12  | {BASE,'invite':true}                       | NOT_INTEGER
        1-12  | {BASE,'invite':null}                       | NOT_INTEGER
        1-12  | {BASE,'invite':'x'}                        | NOT_INTEGER
        1-12  | {BASE,'invite':[0]}                        | NOT_INTEGER
        1-9   | {BASE,'invite':'0'}                        | allowed
        1-9   | {BASE,'invite':' +0050 '}                  | allowed
        1-9   | {BASE,'invite':'51'}                       | NAMED
        10-12 | {BASE,'invite':'0'}                        | a power level is not an integer
        1-5   | {BASE,'invite':50.9}                       | allowed
        1-5   | {BASE,'invite':5.1e1}                      | NAMED
        6-12  | {BASE,'invite':50.9}                       | NOT_INTEGER
        1-9   | {'ban':'60','kick':50,'events':{'low':'20','high':' 60'},NOTES,USERS} | allowed
        1-12  | {'ban':60,'kick':50,'events':{'low':'x','high':60},NOTES,USERS}       | EVENT_NOT_INTEGER
        10-12 | {'ban':60,'kick':50,'events':{'low':'20','high':60},NOTES,USERS}      | EVENT_NOT_INTEGER
        10-12 | {'ban':60,'kick':50,'events':[],NOTES,USERS}                          | EVENT_NOT_INTEGER
        10-12 | {'ban':60,'kick':50,'events':{'low':20,'high':60},'notifications':[],USERS} | EVENT_NOT_INTEGER
        10-12 | {'ban':60,'kick':50,'events':{'low':20,'high':60},'notifications':{'low':'20','high':60},USERS} | EVENT_NOT_INTEGER
        1-12  | {'ban':60,'kick':50,'events':{'low':20,'high':60},NOTES,'users':[]}            | USERS_NOT_INTEGER
        1-12  | {'ban':60,'kick':50,'events':{'low':20,'high':60},NOTES,'users':null}          | USERS_NOT_INTEGER
        1-12  | {'ban':60,'kick':50,'events':{'low':20,'high':60},NOTES,'users':{'@bob':'x'}}  | USERS_NOT_INTEGER
        10-12 | {'ban':60,'kick':50,'events':{'low':20,'high':60},NOTES,'users':{'@bob':'50'}} | USERS_NOT_INTEGER
        1-9   | {'ban':60,'kick':50,'events':{'low':20,'high':60},NOTES,'users':{'@bob':'50','@erin':'50','@dave':'060','@carol':10}} | allowed
        1-12  | {'ban':60,'kick':50,'events':{'low':20,'high':60},NOTES,'users':{'bob':50}}    | the power levels name a malformed user id
        """
            .lines()
            .flatMap(PowerLevelsRuleTest::reasonByVersion)
            .reduce("", (a, b) -> a + b + "\n"));
  }

  /** Up to version 9 a bad value fails as a change, later as a value of the wrong type. */
  private static Stream<String> reasonByVersion(String row) {
    if (row.startsWith("1-12") && (row.contains("| NOT_") || row.contains("| EVENT_NOT_"))) {
      return Stream.of(
          row.replace("1-12 ", "1-9 ")
              .replace("EVENT_NOT_INTEGER", "EVENT")
              .replace("NOT_INTEGER", "NAMED"),
          late(row.replace("1-12 ", "10-12 ")));
    }
    if (row.startsWith("6-12")) {
      return Stream.of(
          row.replace("6-12 ", "6-9 ").replace("NOT_INTEGER", "NAMED"),
          late(row.replace("6-12 ", "10-12 ")));
    }
    return Stream.of(late(row));
  }

  private static String late(String row) {
    return row.replace(
            "EVENT_NOT_INTEGER", "the power levels of events or notifications are not integers")
        .replace("USERS_NOT_INTEGER", "the power levels of users are not integers")
        .replace("NOT_INTEGER", "a power level is not an integer");
  }

  @TestFactory
  Stream<DynamicTest> firstPowerLevels() {
    return new RuleTable(ScriptedRoom::ofAlice)
        .run(
            """
            1-12  | | alice m.room.power_levels '' {}                                  | allowed
            1-11  | | alice m.room.power_levels '' {'users':{'@alice':100}}            | allowed
            1-12  | | alice m.room.power_levels '' {'users':{'@bob':101},'ban':1000}   | allowed
            1-9   | | alice m.room.power_levels '' {'ban':'x','events':1}              | allowed
            1-12  | | alice m.room.power_levels '' {'users':{'bob':1}}                 | the power levels name a malformed user id
            1-12  | bob join | bob m.room.power_levels '' {}                           | the sender's power level is too low for this type of event
            """);
  }

  @TestFactory
  Stream<DynamicTest> creators() {
    return new RuleTable(
            version ->
                ScriptedRoom.ofAlice(version, "{'additional_creators':['@carol:c.example']}")
                    .member("@bob:b.example", "join")
                    .levels("{'users':{'@bob:b.example':9007199254740991}}"))
        .run(
            """
            12    | | bob m.room.power_levels '' {'users':{'@bob':50,'@alice':0}}                 | the power levels name a creator
            12    | | bob m.room.power_levels '' {'users':{'@bob':50,'@carol':0}}                 | the power levels name a creator
            12    | | alice m.room.power_levels '' {'users':{'@alice':100}}                         | the power levels name a creator
            12    | | alice m.room.power_levels '' {'users':{}}                                     | allowed
            12    | | alice m.room.power_levels '' {'ban':9007199254740991}                         | allowed
            12    | carol join | carol m.room.power_levels '' {'users':{'@bob':0}}                | allowed
            1-11  | | bob m.room.power_levels '' {'users':{'@bob':50,'@alice':0,'@carol':0}}      | allowed
            """);
  }
}
