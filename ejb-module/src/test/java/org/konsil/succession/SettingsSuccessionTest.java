package org.konsil.succession;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.account.Requester;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.participation.RoomUpgradeService;
import org.konsil.participation.UpgradeRoomRequest;
import org.konsil.push.PushRuleService;
import org.konsil.room.TestRooms;

/** A user's settings go on in the successor of a room. */
class SettingsSuccessionTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:praxis.example";
  private static final Requester BERTS = TestRooms.requester(BERT);

  private final TestRooms rooms = new TestRooms();
  private RoomId old;

  @BeforeEach
  void aRoomThatBertHasTaggedAndMuted() {
    rooms.observing("org.konsil.succession.SettingsSuccession");
    old = rooms.createRoom(ANNA, "{\"preset\":\"public_chat\",\"room_version\":\"10\"}");
    rooms.join(BERT, old);
    rooms.transaction(
        () -> {
          accountData().putTag(BERTS, old, "m.favourite", Json.object().put("order", 1));
          ObjectNode direct = Json.object();
          direct.putArray(ANNA).add(old.value());
          accountData().put(BERTS, Optional.empty(), "m.direct", direct);
          ObjectNode mute = Json.object();
          mute.putArray("actions");
          mute.putArray("conditions")
              .addObject()
              .put("kind", "event_match")
              .put("key", "room_id")
              .put("pattern", old.value());
          pushRules().put(BERTS, "override", old.value(), mute, Optional.empty(), Optional.empty());
          return null;
        });
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void whoJoinsTheSuccessorFindsTheOldSettings() {
    RoomId successor = upgrade();
    assertThat(accountData().tags(BERTS, successor)).isEmpty();
    rooms.join(BERT, successor);

    assertThat(accountData().tags(BERTS, successor).has("m.favourite")).isTrue();
    assertThat(accountData().get(BERTS, Optional.empty(), "m.direct").path(ANNA))
        .extracting(room -> room.asText())
        .containsExactly(old.value(), successor.value());
    ObjectNode rule = pushRules().rule(BERTS, "override", successor.value());
    assertThat(rule.at("/conditions/0/pattern").asText()).isEqualTo(successor.value());
    assertThat(ruleIds()).contains(old.value(), successor.value()).startsWith(".m.rule.master");
  }

  @Test
  void whatWasSetForTheSuccessorStays() {
    RoomId successor = upgrade();
    rooms.transaction(
        () -> {
          accountData().putTag(BERTS, successor, "m.lowpriority", Json.object());
          return null;
        });
    rooms.join(BERT, successor);

    assertThat(accountData().tags(BERTS, successor).has("m.favourite")).isFalse();
  }

  private RoomId upgrade() {
    return rooms.transaction(
        () ->
            rooms
                .get(RoomUpgradeService.class)
                .upgrade(TestRooms.requester(ANNA), old, new UpgradeRoomRequest("11", List.of())));
  }

  private List<String> ruleIds() {
    ArrayNode rules = pushRules().rules(BERTS, "override");
    return rules.findValuesAsText("rule_id");
  }

  private AccountDataService accountData() {
    return rooms.get(AccountDataService.class);
  }

  private PushRuleService pushRules() {
    return rooms.get(PushRuleService.class);
  }
}
