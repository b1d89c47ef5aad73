package org.konsil.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/**
 * A user's push rules (client-server API, "Push rules"). They are the user's account data {@code
 * m.push_rules}, which only this service may write; a user who changed nothing has none stored.
 */
@Stateless
public class PushRuleService {
  /** The account data type that holds the rules. */
  public static final String TYPE = "m.push_rules";

  private static final List<String> KINDS =
      List.of("override", "content", "room", "sender", "underride");
  private static final int MAX_RULES = 1000;

  @Inject private AccountDataService accountData;
  @Inject private CurrentPushRules current;

  /** The {@code global} rule set; do not change it. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public ObjectNode rules(UserId user) {
    return current.of(user);
  }

  /** The rules of one kind; {@code M_INVALID_PARAM} for an unknown kind. */
  public ArrayNode rules(Requester requester, String kind) {
    return kindOf(rules(requester.user()), kind);
  }

  /** One rule; {@code M_NOT_FOUND} when there is none. */
  public ObjectNode rule(Requester requester, String kind, String ruleId) {
    return find(rules(requester, kind), ruleId)
        .orElseThrow(() -> MatrixException.notFound("Push rule not found"));
  }

  /**
   * Makes or replaces a rule of the user's own, before or after another of the same kind; without
   * either it becomes the most important one.
   *
   * @param rule actions, and conditions or a pattern as the kind needs
   */
  public void put(
      Requester requester,
      String kind,
      String ruleId,
      ObjectNode rule,
      Optional<String> before,
      Optional<String> after) {
    if (ruleId.startsWith(".")
        || ruleId.isEmpty()
        || ruleId.contains("/")
        || ruleId.contains("\\")) {
      throw MatrixException.invalidParam("This rule id is not allowed");
    }
    ObjectNode checked = PushRuleCheck.check(kind, rule).put("rule_id", ruleId);
    ObjectNode all = rules(requester.user()).deepCopy();
    ArrayNode list = kindOf(all, kind);
    Optional<ObjectNode> old = find(list, ruleId);
    checked.put("default", false);
    checked.put(
        "enabled", old.map(present -> present.path("enabled").asBoolean(true)).orElse(true));
    if (old.isPresent() && before.isEmpty() && after.isEmpty()) {
      list.set(indexOf(list, ruleId), checked);
    } else {
      old.ifPresent(present -> list.remove(indexOf(list, ruleId)));
      list.insert(place(list, before, after), checked);
    }
    if (list.size() > MAX_RULES) {
      throw MatrixException.tooLarge("Too many push rules");
    }
    store(requester.user(), all);
  }

  /** Removes one of the user's own rules; the server's cannot be removed, only switched off. */
  public void delete(Requester requester, String kind, String ruleId) {
    ObjectNode all = rules(requester.user()).deepCopy();
    ArrayNode list = kindOf(all, kind);
    if (ruleId.startsWith(".") || find(list, ruleId).isEmpty()) {
      throw MatrixException.notFound("Push rule not found");
    }
    list.remove(indexOf(list, ruleId));
    store(requester.user(), all);
  }

  public void setEnabled(Requester requester, String kind, String ruleId, boolean enabled) {
    change(requester, kind, ruleId, rule -> rule.put("enabled", enabled));
  }

  public void setActions(Requester requester, String kind, String ruleId, JsonNode actions) {
    PushRuleCheck.checkActions(actions);
    change(requester, kind, ruleId, rule -> rule.set("actions", actions));
  }

  /**
   * Lets the rules that are named after a room, as clients name those that mute it, hold for its
   * successor, too; for other capabilities.
   */
  public void succeed(UserId user, RoomId from, RoomId to) {
    ObjectNode all = rules(user).deepCopy();
    boolean changed = false;
    for (String kind : List.of("override", "room")) {
      ArrayNode list = kindOf(all, kind);
      Optional<ObjectNode> rule = find(list, from.value());
      if (rule.isPresent() && find(list, to.value()).isEmpty() && list.size() < MAX_RULES) {
        list.insert(indexOf(list, from.value()), named(rule.get(), from, to));
        changed = true;
      }
    }
    if (changed) {
      store(user, all);
    }
  }

  private static ObjectNode named(ObjectNode rule, RoomId from, RoomId to) {
    ObjectNode copy = rule.deepCopy().put("rule_id", to.value());
    for (JsonNode condition : copy.path("conditions")) {
      if (condition.path("pattern").asText().equals(from.value())) {
        ((ObjectNode) condition).put("pattern", to.value());
      }
    }
    return copy;
  }

  private void change(
      Requester requester,
      String kind,
      String ruleId,
      java.util.function.Consumer<ObjectNode> change) {
    ObjectNode all = rules(requester.user()).deepCopy();
    change.accept(
        find(kindOf(all, kind), ruleId)
            .orElseThrow(() -> MatrixException.notFound("Push rule not found")));
    store(requester.user(), all);
  }

  private void store(UserId user, ObjectNode rules) {
    accountData.write(user, Optional.empty(), TYPE, Json.object().<ObjectNode>set("global", rules));
  }

  private static ArrayNode kindOf(ObjectNode rules, String kind) {
    if (!KINDS.contains(kind)) {
      throw MatrixException.invalidParam("Unknown kind of push rule");
    }
    return rules.withArrayProperty(kind);
  }

  private static Optional<ObjectNode> find(ArrayNode list, String ruleId) {
    int index = indexOf(list, ruleId);
    return index < 0 ? Optional.empty() : Optional.of((ObjectNode) list.get(index));
  }

  private static int indexOf(ArrayNode list, String ruleId) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path("rule_id").asText().equals(ruleId)) {
        return i;
      }
    }
    return -1;
  }

  /** The user's own rules stand before the server's, but never before .m.rule.master. */
  private static int place(ArrayNode list, Optional<String> before, Optional<String> after) {
    int place = indexOf(list, ".m.rule.master") + 1;
    for (Optional<String> other : List.of(after, before)) {
      if (other.isPresent()) {
        int index = indexOf(list, other.get());
        if (index < 0 || other.get().startsWith(".")) {
          throw MatrixException.of(ErrorCode.M_UNKNOWN, "before/after rule not found").status(400);
        }
        place = other == after ? index + 1 : index;
      }
    }
    return place;
  }
}
