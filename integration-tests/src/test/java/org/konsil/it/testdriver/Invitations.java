package org.konsil.it.testdriver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who may invite whom (A_26021-01). */
interface Invitations extends Scenarios {
  String ALLOWED = "/allowedUsers";
  String BLOCKED = "/blockedUsers";
  String INSURED = "{'mxids':[],'serverNames':[],'groupNames':['isInsuredPerson']}";

  /** 05, AF_10104: within an organisation, staff and practitioners. */
  @Test
  default void letsInWhomTheInviteeAllowsInside() {
    letsInWhomTheInviteeAllows(anna(), ben());
    letsInWhomTheInviteeAllows(doctor(), ben());
    letsInWhomTheInviteeAllows(anna(), doctor());
  }

  /** 05 Basis, AF_10061: between organisations. */
  @Test
  @Order(OUTSIDE)
  default void letsInWhomTheInviteeAllowsOutside() {
    letsInWhomTheInviteeAllows(otto(), ben());
    letsInWhomTheInviteeAllows(anna(), otto());
    letsInWhomTheInviteeAllows(doctor(), otto());
    letsInWhomTheInviteeAllows(anna(), outsideDoctor());
    letsInWhomTheInviteeAllows(doctor(), outsideDoctor());
  }

  /** Each mode with no exception, with the inviter, with their server, and with a group. */
  private void letsInWhomTheInviteeAllows(TestPerson inviter, TestPerson invitee) {
    String room = inviter.room("Einladung");
    Driven device = invitee.device();
    String user = "{'mxids':[{'mxid':'%s'}],'serverNames':[],'groupNames':[]}";
    String server = "{'mxids':[],'serverNames':[{'serverName':'%s'}],'groupNames':[]}";
    List<String> inviters =
        List.of(
            user.formatted(inviter.mxid()),
            server.formatted(inviter.mxid().replaceFirst("@[^:]+:", "")));
    try {
      device.post("/authorizationMode", "'AllowAll'").ok();
      invitesAndIsDeclined(inviter, room, invitee);
      for (String exception : inviters) {
        device.post(BLOCKED, exception).ok();
        inviter.invite(room, invitee.mxid()).refused(403);
        device.delete(BLOCKED, exception).ok();
      }
      device.post(BLOCKED, INSURED).ok();
      invitesAndIsDeclined(inviter, room, invitee);

      device.post("/authorizationMode", "'BlockAll'").ok();
      inviter.invite(room, invitee.mxid()).refused(403);
      assertThat(inviter.invites(invitee)).isFalse();
      for (String exception : inviters) {
        device.post(ALLOWED, exception).ok();
        invitesAndIsDeclined(inviter, room, invitee);
        device.delete(ALLOWED, exception).ok();
      }
      device.post(ALLOWED, INSURED).ok();
      inviter.invite(room, invitee.mxid()).refused(403);
    } finally {
      device.post("/authorizationMode", "'AllowAll'").ok();
    }
  }

  private static void invitesAndIsDeclined(TestPerson inviter, String room, TestPerson invitee) {
    inviter.invite(room, invitee.mxid()).ok();
    invitee.sees(room, invitee, "invite");
    invitee.device().post(room + "/leave").ok();
    inviter.sees(room, invitee, "leave");
  }

  /** 06X, A_25043, A_26390, A_25045-02: what is kept, and that nobody edits the other mode's. */
  @Test
  default void keepsTheExceptionsOfItsModeOnly() {
    Driven device = ben().device();
    String all =
        "{'mxids':[{'mxid':'@a:b.example'}],'serverNames':[{'serverName':'c.example'}],"
            + "'groupNames':['isInsuredPerson']}";
    try {
      for (String mode : List.of("AllowAll", "BlockAll")) {
        String own = mode.equals("AllowAll") ? BLOCKED : ALLOWED;
        String other = mode.equals("AllowAll") ? ALLOWED : BLOCKED;
        device.post("/authorizationMode", "'" + mode + "'").ok();
        assertThat(device.get("/authorizationMode").ok().asText()).isEqualTo(mode);
        device.post(other, all).refused(400);
        device.delete(other, all).refused(400);
        device.post(own, all).ok();
        JsonNode kept = device.get(own).ok();
        assertThat(kept.path("mxids").path(0).path("mxid").asText()).isEqualTo("@a:b.example");
        assertThat(kept.path("serverNames").path(0).path("serverName").asText())
            .isEqualTo("c.example");
        assertThat(kept.path("groupNames").path(0).asText()).isEqualTo("isInsuredPerson");
        device.delete(own, all).ok();
        assertThat(device.get(own).ok().findValues("mxid")).isEmpty();
        assertThat(device.get(own).ok().path("groupNames").size()).isZero();
      }
    } finally {
      device.post("/authorizationMode", "'AllowAll'").ok();
    }
  }

  /** 05: a direct chat stays one of two. */
  @Test
  default void keepsDirectChatsToTwo() {
    JsonNode message = anna().writesTo(ben(), "Unter uns").ok();
    String room = TestPerson.path(message.path("room_id").asText());
    ben().join(room);
    anna().invite(room, doctor().mxid()).refused(403);
  }

  /** 03 Basis, AF_10064-02: whose server is not in the list is not invited. */
  @Test
  default void invitesNobodyFromOutsideTheFederation() {
    String stranger = "@jemand:nirgendwo.example";
    String request = "{'name':'Einladung','invitedMembers':[{'mxid':'" + stranger + "'}]}";
    anna().device().post("/rooms", request).refused(403);
    anna().invite(anna().room("Einladung"), stranger).refused(403);
  }
}
