package org.konsil.participation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.policy.CreationAttempt;

/** The contents that a new room starts with, in the order that createRoom prescribes. */
final class InitialState {
  private static final int CREATOR_LEVEL = 100;
  private static final int OWNER_LEVEL = 150;
  private static final int MODERATOR_LEVEL = 50;

  private final UserId creator;
  private final RoomVersion version;
  private final CreateRoomRequest request;
  private final CreateRoomRequest.Preset preset;

  InitialState(UserId creator, RoomVersion version, CreateRoomRequest request) {
    this.creator = creator;
    this.version = version;
    this.request = request;
    this.preset = request.chosenPreset();
  }

  ObjectNode createContent() {
    ObjectNode content = request.creation();
    content.put("room_version", version.id());
    content.remove("creator");
    if (version.creatorInContent()) {
      content.put("creator", creator.value());
    }
    if (version.privilegedCreators() && isTrusted() && !request.invitees().isEmpty()) {
      Set<String> creators = new LinkedHashSet<>();
      content.path("additional_creators").forEach(user -> creators.add(user.asText()));
      request.invitees().forEach(user -> creators.add(user.value()));
      ArrayNode list = content.putArray("additional_creators");
      creators.forEach(list::add);
    }
    return content;
  }

  ObjectNode powerLevels() {
    ObjectNode wanted = Json.object();
    if (preset != CreateRoomRequest.Preset.PUBLIC_CHAT) {
      wanted.put("invite", 0);
    }
    if (isTrusted() && !version.privilegedCreators()) {
      ObjectNode users = wanted.putObject("users");
      request.invitees().forEach(user -> users.put(user.value(), CREATOR_LEVEL));
      users.put(creator.value(), CREATOR_LEVEL);
    }
    if (request.powerLevelContentOverride() != null) {
      wanted.setAll(request.powerLevelContentOverride());
    }
    return powerLevels(version, creator, wanted);
  }

  /**
   * The levels of a new room: usual ones, with the wanted ones laid over them. From room version 12
   * on creators are above all levels and are not named.
   */
  static ObjectNode powerLevels(RoomVersion version, UserId creator, ObjectNode wanted) {
    ObjectNode content = Json.object();
    ObjectNode users = content.putObject("users");
    if (!version.privilegedCreators()) {
      users.put(creator.value(), CREATOR_LEVEL);
    }
    content.put("users_default", 0);
    ObjectNode events = content.putObject("events");
    events.put(EventTypes.NAME, MODERATOR_LEVEL);
    events.put("m.room.avatar", MODERATOR_LEVEL);
    events.put(EventTypes.CANONICAL_ALIAS, MODERATOR_LEVEL);
    events.put(EventTypes.POWER_LEVELS, CREATOR_LEVEL);
    events.put(EventTypes.HISTORY_VISIBILITY, CREATOR_LEVEL);
    events.put(EventTypes.ENCRYPTION, CREATOR_LEVEL);
    events.put(EventTypes.SERVER_ACL, CREATOR_LEVEL);
    events.put(EventTypes.TOMBSTONE, version.privilegedCreators() ? OWNER_LEVEL : CREATOR_LEVEL);
    content.put("events_default", 0);
    content.put("state_default", MODERATOR_LEVEL);
    content.put("ban", MODERATOR_LEVEL);
    content.put("kick", MODERATOR_LEVEL);
    content.put("redact", MODERATOR_LEVEL);
    content.put("invite", MODERATOR_LEVEL);
    content.setAll(wanted.deepCopy());
    if (version.privilegedCreators() && content.get("users") instanceof ObjectNode named) {
      named.remove(creator.value());
    }
    return content;
  }

  /** What the preset says, unless the request says otherwise; then the request's own state. */
  List<EventDraft> rest(String historyVisibility) {
    List<EventDraft> drafts = new ArrayList<>();
    Set<StateKey> given =
        request.startingState().stream()
            .map(event -> new StateKey(event.type(), event.key()))
            .collect(Collectors.toSet());
    preset(drafts, given, EventTypes.JOIN_RULES, "join_rule", preset.joinRule);
    preset(drafts, given, EventTypes.HISTORY_VISIBILITY, "history_visibility", historyVisibility);
    preset(drafts, given, EventTypes.GUEST_ACCESS, "guest_access", preset.guestAccess);
    for (CreateRoomRequest.StateEvent event : request.startingState()) {
      drafts.add(state(event.type(), event.key(), event.content()));
    }
    if (request.name() != null) {
      drafts.add(state(EventTypes.NAME, "", Json.object().put("name", request.name())));
    }
    if (request.topic() != null) {
      drafts.add(state(EventTypes.TOPIC, "", topic(request.topic())));
    }
    return drafts;
  }

  /** Name and topic in the events of TI-M, unless the request has them (A_26338-02). */
  List<EventDraft> mirrored() {
    List<EventDraft> drafts = new ArrayList<>();
    mirror(drafts, "de.gematik.tim.room.name", "name", request.name());
    mirror(drafts, "de.gematik.tim.room.topic", "topic", request.topic());
    return drafts;
  }

  private void mirror(List<EventDraft> drafts, String type, String field, String text) {
    boolean given = request.startingState().stream().anyMatch(event -> event.type().equals(type));
    if (text != null && !given) {
      drafts.add(state(type, "", Json.object().put(field, text)));
    }
  }

  /** For older clients, and as the text block that m.room.topic has since v1.15. */
  private static ObjectNode topic(String text) {
    ObjectNode content = Json.object().put("topic", text);
    content.putObject("m.topic").putArray("m.text").addObject().put("body", text);
    return content;
  }

  private void preset(
      List<EventDraft> drafts, Set<StateKey> given, String type, String field, String value) {
    if (!given.contains(StateKey.of(type))) {
      drafts.add(state(type, "", Json.object().put(field, value)));
    }
  }

  EventDraft state(String type, String key, ObjectNode content) {
    return EventDraft.state(creator, type, key, content);
  }

  private boolean isTrusted() {
    return preset == CreateRoomRequest.Preset.TRUSTED_PRIVATE_CHAT;
  }

  /** What the policy has to judge. */
  CreationAttempt attempt() {
    boolean open =
        request.startingState().stream()
            .filter(event -> event.type().equals(EventTypes.JOIN_RULES))
            .map(event -> event.content().path("join_rule").asText())
            .findFirst()
            .orElse(preset.joinRule)
            .equals("public");
    return new CreationAttempt(
        creator,
        request.invitees(),
        version.id(),
        Optional.ofNullable(request.creation().path("type").textValue()),
        open || request.isPublic(),
        isEncrypted(request));
  }

  /** Whether the request asks for encryption from the first message on. */
  static boolean isEncrypted(CreateRoomRequest request) {
    return request.startingState().stream()
        .filter(event -> event.type().equals(EventTypes.ENCRYPTION))
        .map(CreateRoomRequest.StateEvent::content)
        .map(content -> content.path("algorithm"))
        .anyMatch(JsonNode::isTextual);
  }
}
