package org.konsil.core.auth;

import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;

/** The pieces of state that the rules name. */
final class AuthKeys {

  static final StateKey CREATE = StateKey.of(EventTypes.CREATE);
  static final StateKey JOIN_RULES = StateKey.of(EventTypes.JOIN_RULES);
  static final StateKey POWER_LEVELS = StateKey.of(EventTypes.POWER_LEVELS);

  static final String AUTHORISING_USER = "join_authorised_via_users_server";

  private AuthKeys() {}

  static StateKey member(String user) {
    return new StateKey(EventTypes.MEMBER, user);
  }
}
