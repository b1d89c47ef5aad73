package org.konsil.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.id.UserId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.testing.ScriptedRoom;

class PowerLevelsTest {

  private static final UserId ALICE = new UserId("@alice:a.example");
  private static final UserId BOB = new UserId("@bob:b.example");

  static List<RoomVersion> all() {
    return RoomVersion.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void defaultsOfARoomWithoutPowerLevels(RoomVersion version) {
    PowerLevels levels = ScriptedRoom.ofAlice(version).powerLevels();
    assertThat(levels.ofUser(ALICE))
        .isEqualTo(version.privilegedCreators() ? PowerLevels.INFINITE : 100);
    assertThat(levels.ofUser(BOB)).isZero();
    assertDefaults(levels);
  }

  @ParameterizedTest
  @MethodSource("all")
  void defaultsOfEmptyPowerLevels(RoomVersion version) {
    PowerLevels levels = ScriptedRoom.ofAlice(version).levels("{}").powerLevels();
    assertThat(levels.ofUser(ALICE))
        .isEqualTo(version.privilegedCreators() ? PowerLevels.INFINITE : 0);
    assertThat(levels.ofUser(BOB)).isZero();
    assertDefaults(levels);
  }

  private static void assertDefaults(PowerLevels levels) {
    assertThat(levels.ban()).isEqualTo(50);
    assertThat(levels.kick()).isEqualTo(50);
    assertThat(levels.redact()).isEqualTo(50);
    assertThat(levels.invite()).isZero();
    assertThat(levels.forEvent("m.room.topic", true)).isEqualTo(50);
    assertThat(levels.forEvent("m.room.message", false)).isZero();
    assertThat(levels.notification("room")).isEqualTo(50);
    assertThat(levels.notifications()).isEmpty();
  }

  @Test
  void nobodyIsCreatorWithoutACreateEvent() {
    PowerLevels levels = PowerLevels.of(RoomVersion.V12, Optional.empty(), Optional.empty());
    assertThat(levels.ofUser(ALICE)).isZero();
    assertThat(levels.isCreator(ALICE)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("all")
  void valuesOfTheEvent(RoomVersion version) {
    PowerLevels levels =
        ScriptedRoom.ofAlice(version)
            .levels(
                """
                {'users':{'@bob:b.example':7},'users_default':1,'events':{'m.room.topic':2},
                 'events_default':3,'state_default':4,'ban':5,'kick':6,'redact':8,'invite':9,
                 'notifications':{'room':10}}
                """)
            .powerLevels();
    assertThat(levels.ofUser(BOB)).isEqualTo(7);
    assertThat(levels.ofUser(new UserId("@carol:c.example"))).isEqualTo(1);
    assertThat(levels.forEvent("m.room.topic", true)).isEqualTo(2);
    assertThat(levels.forEvent("m.room.topic", false)).isEqualTo(2);
    assertThat(levels.forEvent("m.room.message", false)).isEqualTo(3);
    assertThat(levels.forEvent("m.room.name", true)).isEqualTo(4);
    assertThat(levels.ban()).isEqualTo(5);
    assertThat(levels.kick()).isEqualTo(6);
    assertThat(levels.redact()).isEqualTo(8);
    assertThat(levels.invite()).isEqualTo(9);
    assertThat(levels.notification("room")).isEqualTo(10);
    assertThat(levels.notification("other")).isEqualTo(50);
  }

  @ParameterizedTest
  @MethodSource("all")
  void additionalCreatorsExistFromVersion12(RoomVersion version) {
    PowerLevels levels =
        ScriptedRoom.ofAlice(version, "{'additional_creators':['@bob:b.example']}")
            .levels("{'users_default':3}")
            .powerLevels();
    assertThat(levels.isCreator(ALICE)).isTrue();
    assertThat(levels.isCreator(BOB)).isEqualTo(version.privilegedCreators());
    assertThat(levels.ofUser(BOB))
        .isEqualTo(version.privilegedCreators() ? PowerLevels.INFINITE : 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "1  | 50                    | 50",
        "1  | -5                    | -5",
        "1  | \"50\"                | 50",
        "1  | \" +0050\\t\"         | 50",
        "1  | \"-7\"                | -7",
        "1  | \"--7\"               | none",
        "1  | \"\"                  | none",
        "1  | \"+\"                 | none",
        "1  | \"5 0\"               | none",
        "1  | \"5.0\"               | none",
        "1  | \"0x10\"              | none",
        "1  | \"\u0665\"            | none",
        "1  | \"99999999999999999999\" | none",
        "1  | 50.57                 | 50",
        "1  | -50.57                | -50",
        "1  | 5.114698E4            | 51146",
        "1  | 99999999999999999999  | none",
        "1  | true                  | none",
        "1  | null                  | none",
        "1  | [1]                   | none",
        "5  | 1.5                   | 1",
        "6  | 1.5                   | none",
        "9  | \"50\"                | 50",
        "10 | \"50\"                | none",
        "10 | 50                    | 50",
        "12 | 9007199254740991      | 9007199254740991",
      })
  void readsALevel(String version, String json, Long level) {
    var value = ScriptedRoom.json("{\"level\":" + json + "}").get("level");
    assertThat(PowerLevel.read(RoomVersion.get(version), value).orElse(null)).isEqualTo(level);
  }

  @Test
  void anUnreadableLevelCountsAsAbsent() {
    PowerLevels levels =
        ScriptedRoom.ofAlice(RoomVersion.V9)
            .levels("{'users':{'@bob:b.example':'x'},'users_default':4,'ban':'y','events':[]}")
            .powerLevels();
    assertThat(levels.ofUser(BOB)).isEqualTo(4);
    assertThat(levels.ban()).isEqualTo(50);
    assertThat(levels.forEvent("m.room.topic", true)).isEqualTo(50);
  }
}
