package org.konsil.core.push;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.id.UserId;

/**
 * The rules every user starts with. Client-server API, "Predefined rules", Matrix 1.19: mentions
 * are read from {@code m.mentions} only, the older rules that searched the body are gone.
 */
public final class DefaultPushRules {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private DefaultPushRules() {}

  /** A fresh {@code global} rule set of that user; the caller may change it. */
  public static ObjectNode forUser(UserId user) {
    ObjectNode rules = JSON.objectNode();
    rules.set("override", override(user.value()));
    rules.set("content", JSON.arrayNode());
    rules.set("room", JSON.arrayNode());
    rules.set("sender", JSON.arrayNode());
    rules.set("underride", underride());
    return rules;
  }

  private static ArrayNode override(String user) {
    ObjectNode master = rule(".m.rule.master", conditions(), silent());
    master.put("enabled", false);
    return JSON.arrayNode()
        .add(master)
        .add(
            rule(
                ".m.rule.suppress_notices",
                conditions(match("content.msgtype", "m.notice")),
                silent()))
        .add(
            rule(
                ".m.rule.invite_for_me",
                conditions(
                    match("type", "m.room.member"),
                    match("content.membership", "invite"),
                    match("state_key", user)),
                notifying(sound("default"))))
        .add(rule(".m.rule.member_event", conditions(match("type", "m.room.member")), silent()))
        .add(
            rule(
                ".m.rule.is_user_mention",
                conditions(
                    property("event_property_contains", "content.m\\.mentions.user_ids")
                        .put("value", user)),
                notifying(sound("default"), highlight())))
        .add(
            rule(
                ".m.rule.is_room_mention",
                conditions(
                    property("event_property_is", "content.m\\.mentions.room").put("value", true),
                    property("sender_notification_permission", "room")),
                notifying(highlight())))
        .add(
            rule(
                ".m.rule.tombstone",
                conditions(match("type", "m.room.tombstone"), match("state_key", "")),
                notifying(highlight())))
        .add(rule(".m.rule.reaction", conditions(match("type", "m.reaction")), silent()))
        .add(
            rule(
                ".m.rule.room.server_acl",
                conditions(match("type", "m.room.server_acl"), match("state_key", "")),
                silent()))
        .add(
            rule(
                ".m.rule.suppress_edits",
                conditions(
                    property("event_property_is", "content.m\\.relates_to.rel_type")
                        .put("value", "m.replace")),
                silent()));
  }

  private static ArrayNode underride() {
    return JSON.arrayNode()
        .add(
            rule(
                ".m.rule.call",
                conditions(match("type", "m.call.invite")),
                notifying(sound("ring"))))
        .add(
            rule(
                ".m.rule.encrypted_room_one_to_one",
                conditions(twoMembers(), match("type", "m.room.encrypted")),
                notifying(sound("default"))))
        .add(
            rule(
                ".m.rule.room_one_to_one",
                conditions(twoMembers(), match("type", "m.room.message")),
                notifying(sound("default"))))
        .add(rule(".m.rule.message", conditions(match("type", "m.room.message")), notifying()))
        .add(rule(".m.rule.encrypted", conditions(match("type", "m.room.encrypted")), notifying()));
  }

  private static ObjectNode rule(String id, ArrayNode conditions, ArrayNode actions) {
    ObjectNode rule = JSON.objectNode();
    rule.put("rule_id", id).put("default", true).put("enabled", true);
    rule.set("conditions", conditions);
    rule.set("actions", actions);
    return rule;
  }

  private static ArrayNode conditions(ObjectNode... conditions) {
    return array(conditions);
  }

  private static ObjectNode match(String key, String pattern) {
    return property("event_match", key).put("pattern", pattern);
  }

  private static ObjectNode property(String kind, String key) {
    return JSON.objectNode().put("kind", kind).put("key", key);
  }

  private static ObjectNode twoMembers() {
    return JSON.objectNode().put("kind", "room_member_count").put("is", "2");
  }

  private static ArrayNode silent() {
    return JSON.arrayNode();
  }

  private static ArrayNode notifying(ObjectNode... tweaks) {
    ArrayNode actions = JSON.arrayNode().add("notify");
    actions.addAll(array(tweaks));
    return actions;
  }

  private static ObjectNode sound(String name) {
    return JSON.objectNode().put("set_tweak", "sound").put("value", name);
  }

  private static ObjectNode highlight() {
    return JSON.objectNode().put("set_tweak", "highlight");
  }

  private static ArrayNode array(ObjectNode... nodes) {
    ArrayNode array = JSON.arrayNode();
    for (ObjectNode node : nodes) {
      array.add(node);
    }
    return array;
  }
}
