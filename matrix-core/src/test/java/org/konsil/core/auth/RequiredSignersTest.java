package org.konsil.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.ServerName;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.testing.ScriptedRoom;

class RequiredSignersTest {

  private static final ServerName A = new ServerName("a.example");
  private static final ServerName B = new ServerName("b.example");
  private static final ServerName C = new ServerName("c.example");

  private static Pdu join(RoomVersion version, String authorisedBy) {
    return ScriptedRoom.ofAlice(version)
        .draft("@bob:b.example", "m.room.member")
        .key("@bob:b.example")
        .content("{'membership':'join','join_authorised_via_users_server':" + authorisedBy + "}")
        .build();
  }

  @Test
  void theSendersServer() {
    Pdu event =
        ScriptedRoom.ofAlice(RoomVersion.V10).draft("@bob:b.example", "m.room.message").build();
    assertThat(RequiredSigners.of(event)).containsExactly(B);
  }

  @Test
  void theServerInTheEventIdUpToVersion2() {
    ScriptedRoom room = ScriptedRoom.ofAlice(RoomVersion.V2);
    Pdu event = room.draft("@bob:b.example", "m.room.message").id("$e:c.example").build();
    assertThat(RequiredSigners.of(event)).containsExactlyInAnyOrder(B, C);
  }

  @Test
  void theAuthorisingServerFromVersion8() {
    assertThat(RequiredSigners.of(join(RoomVersion.V7, "'@alice:a.example'"))).containsExactly(B);
    assertThat(RequiredSigners.of(join(RoomVersion.V8, "'@alice:a.example'")))
        .containsExactlyInAnyOrder(A, B);
    assertThat(RequiredSigners.of(join(RoomVersion.V12, "'@alice:a.example'")))
        .containsExactlyInAnyOrder(A, B);
    assertThat(RequiredSigners.of(join(RoomVersion.V10, "'alice'"))).containsExactly(B);
    assertThat(RequiredSigners.of(join(RoomVersion.V10, "7"))).containsExactly(B);
  }

  @Test
  void notTheSendersServerForAThirdPartyInvite() {
    ScriptedRoom.Draft draft =
        ScriptedRoom.ofAlice(RoomVersion.V10).draft("@bob:b.example", "m.room.member").key("@x:c");
    assertThat(
            RequiredSigners.of(
                draft.content("{'membership':'invite','third_party_invite':{}}").build()))
        .isEmpty();
    assertThat(
            RequiredSigners.of(
                draft.content("{'membership':'join','third_party_invite':{}}").build()))
        .containsExactly(B);
  }
}
