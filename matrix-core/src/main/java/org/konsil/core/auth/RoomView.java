package org.konsil.core.auth;

import java.util.Optional;
import java.util.function.Function;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.roomversion.RoomVersion;

/** The state an event is judged against, read the way the rules ask for it. */
final class RoomView {

  private final RoomVersion version;
  private final Pdu create;
  private final Function<StateKey, Optional<Pdu>> state;
  private final PowerLevels powerLevels;

  RoomView(RoomVersion version, Pdu create, Function<StateKey, Optional<Pdu>> state) {
    this.version = version;
    this.create = create;
    this.state = state;
    this.powerLevels =
        PowerLevels.of(version, Optional.of(create), state.apply(AuthKeys.POWER_LEVELS));
  }

  RoomVersion version() {
    return version;
  }

  Pdu create() {
    return create;
  }

  boolean isCreator(String user) {
    return PowerLevels.creator(version, create).filter(user::equals).isPresent();
  }

  PowerLevels powerLevels() {
    return powerLevels;
  }

  long levelOf(Pdu event) {
    return powerLevels.ofUser(event.sender());
  }

  Optional<Pdu> powerLevelsEvent() {
    return state.apply(AuthKeys.POWER_LEVELS);
  }

  Optional<Pdu> thirdPartyInvite(String token) {
    return state.apply(new StateKey(EventTypes.THIRD_PARTY_INVITE, token));
  }

  /** The user's membership; one who never had any has left. */
  String membership(String user) {
    return state.apply(AuthKeys.member(user)).flatMap(Pdu::membership).orElse("leave");
  }

  /** The room's join rule; a room without one is for invited users only. */
  String joinRule() {
    return state
        .apply(AuthKeys.JOIN_RULES)
        .map(event -> event.content().path("join_rule").asText(""))
        .orElse("invite");
  }
}
