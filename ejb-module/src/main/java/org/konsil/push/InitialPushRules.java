package org.konsil.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.konsil.accountdata.InitialAccountData;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.push.DefaultPushRules;

/** A user who changed no push rule is told of the server's. */
@ApplicationScoped
class InitialPushRules implements InitialAccountData {
  @Override
  public Map<String, ObjectNode> of(UserId user) {
    return Map.of(
        PushRuleService.TYPE,
        Json.object().<ObjectNode>set("global", DefaultPushRules.forUser(user)));
  }
}
