package org.konsil.core.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.event.Pdu;
import org.konsil.core.roomversion.RoomVersion;

/** The rules for membership events, one method a membership. */
final class MembershipRules {

  private final Pdu event;
  private final RoomView room;
  private final RoomVersion version;
  private final PowerLevels levels;
  private final String sender;
  private final String target;

  private MembershipRules(Pdu event, RoomView room, String target) {
    this.event = event;
    this.room = room;
    this.version = room.version();
    this.levels = room.powerLevels();
    this.sender = event.sender().value();
    this.target = target;
  }

  static AuthResult check(Pdu event, RoomView room) {
    Optional<String> membership = event.membership();
    if (event.stateKey().isEmpty() || membership.isEmpty()) {
      return AuthResult.reject("a membership event needs a state key and a membership");
    }
    if (!RequiredSigners.authorisingServerSigned(event)) {
      return AuthResult.reject("the authorising user's server has not signed");
    }
    MembershipRules rules = new MembershipRules(event, room, event.stateKey().get());
    return switch (membership.get()) {
      case "join" -> rules.join();
      case "invite" -> rules.invite();
      case "leave" -> rules.leave();
      case "ban" -> rules.ban();
      case "knock" -> rules.knock();
      default -> AuthResult.reject("the membership is not known");
    };
  }

  private AuthResult join() {
    if (event.prevEvents().equals(List.of(room.create().eventId())) && room.isCreator(target)) {
      return AuthResult.allow();
    }
    if (!sender.equals(target)) {
      return AuthResult.reject("nobody can join for another user");
    }
    String membership = room.membership(target);
    if (membership.equals("ban")) {
      return AuthResult.reject("the sender is banned");
    }
    String rule = room.joinRule();
    boolean invited = membership.equals("invite") || membership.equals("join");
    if (rule.equals("public")) {
      return AuthResult.allow();
    }
    if (isRestricted(rule)) {
      return AuthResult.allowIf(
          invited || isAuthorised(), "the join is not authorised by a member who may invite");
    }
    boolean byInvitation = rule.equals("invite") || rule.equals("knock") && version.knocking();
    return AuthResult.allowIf(byInvitation && invited, "the sender is not invited");
  }

  private boolean isRestricted(String rule) {
    return rule.equals("restricted") && version.restrictedJoins()
        || rule.equals("knock_restricted") && version.knockRestrictedJoins();
  }

  private boolean isAuthorised() {
    JsonNode user = event.content().path(AuthKeys.AUTHORISING_USER);
    return user.isTextual()
        && room.membership(user.textValue()).equals("join")
        && levels.ofUser(user.textValue()) >= levels.invite();
  }

  private AuthResult invite() {
    if (event.content().has("third_party_invite")) {
      return ThirdPartyInviteRule.check(event, room);
    }
    if (!senderJoined()) {
      return AuthResult.reject("the sender is not in the room");
    }
    if (Set.of("join", "ban").contains(room.membership(target))) {
      return AuthResult.reject("the user is in the room or banned");
    }
    return AuthResult.allowIf(
        level() >= levels.invite(), "the sender's power level is too low to invite");
  }

  private AuthResult leave() {
    String membership = room.membership(target);
    if (sender.equals(target)) {
      boolean mayLeave =
          Set.of("invite", "join").contains(membership)
              || membership.equals("knock") && version.knocking();
      return AuthResult.allowIf(mayLeave, "the sender is not in the room");
    }
    if (!senderJoined()) {
      return AuthResult.reject("the sender is not in the room");
    }
    if (membership.equals("ban") && level() < levels.ban()) {
      return AuthResult.reject("the sender's power level is too low to unban");
    }
    return AuthResult.allowIf(
        level() >= levels.kick() && outranksTarget(),
        "the sender's power level is too low to kick this user");
  }

  private AuthResult ban() {
    if (!senderJoined()) {
      return AuthResult.reject("the sender is not in the room");
    }
    return AuthResult.allowIf(
        level() >= levels.ban() && outranksTarget(),
        "the sender's power level is too low to ban this user");
  }

  private AuthResult knock() {
    if (!version.knocking()) {
      return AuthResult.reject("the membership is not known");
    }
    String rule = room.joinRule();
    boolean open =
        rule.equals("knock") || rule.equals("knock_restricted") && version.knockRestrictedJoins();
    if (!open) {
      return AuthResult.reject("the room does not take knocks");
    }
    if (!sender.equals(target)) {
      return AuthResult.reject("nobody can knock for another user");
    }
    return AuthResult.allowIf(
        !Set.of("ban", "invite", "join").contains(room.membership(sender)),
        "the sender is banned, invited or in the room");
  }

  private boolean senderJoined() {
    return room.membership(sender).equals("join");
  }

  private long level() {
    return room.levelOf(event);
  }

  private boolean outranksTarget() {
    return levels.ofUser(target) < level();
  }
}
