package org.konsil.accountdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.storage.StreamPositions;
import org.konsil.testing.TestBeans;

class AccountDataServiceTest extends StoreTest {
  private static final RoomId ROOM = RoomId.parse("!room:klinik.example");

  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestBeans::new));
  }

  private static Requester someone() {
    UserId user = UserId.of("u" + UUID.randomUUID(), TestBeans.KLINIK);
    return new Requester(user, "DEVICE", user.server(), false, 1);
  }

  private static ObjectNode json(String text) {
    return Json.parseObject(text.replace('\'', '"').getBytes());
  }

  @ParameterizedTest
  @MethodSource("beans")
  void changesComeOnceAndInOrder(TestBeans beans) {
    AccountDataService data = beans.get(AccountDataService.class);
    StreamPositions positions = beans.get(StreamPositions.class);
    Requester who = someone();
    long start = positions.current();
    data.put(who, Optional.empty(), "a", json("{'n':1}"));
    data.put(who, Optional.of(ROOM), "b", json("{'n':2}"));
    long middle = positions.current();
    data.put(who, Optional.empty(), "a", json("{'n':3}"));
    long end = positions.current();
    assertThat(data.changes(who.user(), start, middle))
        .containsExactly(new AccountDataRow(Optional.of(ROOM), "b", json("{'n':2}")));
    assertThat(data.changes(who.user(), middle, end))
        .containsExactly(new AccountDataRow(Optional.empty(), "a", json("{'n':3}")));
    assertThat(data.changes(who.user(), 0, end)).hasSize(2);
    assertThat(data.changes(someone().user(), 0, end)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void typesOfTheServerAreNotWritable(TestBeans beans) {
    AccountDataService data = beans.get(AccountDataService.class);
    for (Optional<RoomId> room : List.of(Optional.<RoomId>empty(), Optional.of(ROOM))) {
      String type = room.isPresent() ? "m.fully_read" : "m.push_rules";
      MatrixException refused =
          catchThrowableOfType(
              MatrixException.class, () -> data.put(someone(), room, type, Json.object()));
      assertThat(refused.status()).isEqualTo(405);
      assertThat(refused.code().name()).isEqualTo("M_BAD_JSON");
    }
  }

  @ParameterizedTest
  @MethodSource("beans")
  void tagsAreKeptSideBySide(TestBeans beans) {
    AccountDataService data = beans.get(AccountDataService.class);
    Requester who = someone();
    data.putTag(who, ROOM, "u.one", json("{'order':0.5}"));
    data.putTag(who, ROOM, "u.two", Json.object());
    assertThat(data.tags(who, ROOM)).isEqualTo(json("{'u.one':{'order':0.5},'u.two':{}}"));
    data.deleteTag(who, ROOM, "u.one");
    assertThat(data.find(who.user(), Optional.of(ROOM), "m.tag"))
        .contains(json("{'tags':{'u.two':{}}}"));
  }

  /** A_25043: the permission configuration exists from the first read and is well-formed. */
  @ParameterizedTest
  @MethodSource("beans")
  void thePermissionConfigurationExistsAndIsWellFormed(TestBeans beans) {
    AccountDataService data = beans.get(AccountDataService.class);
    Requester who = someone();
    assertThat(data.get(who, Optional.empty(), PermissionConfig.TYPE))
        .isEqualTo(json("{'defaultSetting':'allow all'}"));
    ObjectNode chosen =
        json("{'defaultSetting':'block all','serverExceptions':{'praxis.example':{}}}");
    data.put(who, Optional.empty(), PermissionConfig.TYPE, chosen);
    assertThat(data.permissionConfig(who.user()).permits(UserId.parse("@a:praxis.example"), false))
        .isTrue();
    assertThat(data.permissionConfig(who.user()).permits(UserId.parse("@a:klinik.example"), false))
        .isFalse();
    assertThat(
            catchThrowableOfType(
                    MatrixException.class,
                    () ->
                        data.put(
                            who,
                            Optional.empty(),
                            PermissionConfig.TYPE,
                            json("{'defaultSetting':'maybe'}")))
                .status())
        .isEqualTo(400);
    data.write(who.user(), Optional.empty(), PermissionConfig.TYPE, json("{'defaultSetting':1}"));
    assertThat(data.get(who, Optional.empty(), PermissionConfig.TYPE))
        .isEqualTo(json("{'defaultSetting':'allow all'}"));
  }
}
