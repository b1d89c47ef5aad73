package org.konsil.timeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.konsil.account.Requester;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.relation.RelatedEvent;
import org.konsil.room.relation.RelationReadService;
import org.konsil.room.visibility.EventVisibilityService;

/**
 * What the server sums up of the events that refer to another: the newest edit, the thread, the
 * references.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#aggregations-of-child-events">Aggregations
 *     of child events</a>
 */
@ApplicationScoped
class BundledAggregations {
  private static final String REPLACE = "m.replace";
  private static final String THREAD = "m.thread";
  private static final String REFERENCE = "m.reference";
  private static final List<String> TYPES = List.of(REPLACE, THREAD, REFERENCE);
  private static final List<String> WITHIN_THREAD = List.of(REPLACE, REFERENCE);
  private static final Comparator<RelatedEvent> BY_TIME =
      Comparator.comparingLong((RelatedEvent child) -> child.event().pdu().originServerTs())
          .thenComparing(child -> child.event().pdu().eventId().value());

  @Inject RelationReadService relations;
  @Inject EventVisibilityService visibility;

  /** How events that are bundled are formatted. */
  interface Format extends Function<List<StoredEvent>, List<ObjectNode>> {}

  /** The {@code m.relations} of those events that others refer to. */
  Map<EventId, ObjectNode> of(Requester requester, Collection<StoredEvent> parents, Format format) {
    Map<EventId, ObjectNode> bundles = new HashMap<>();
    Map<RoomId, List<StoredEvent>> byRoom =
        parents.stream()
            .filter(event -> !event.pdu().isState())
            .collect(Collectors.groupingBy(event -> event.pdu().roomId()));
    byRoom.forEach((room, events) -> bundles.putAll(ofRoom(requester, room, events, format)));
    return bundles;
  }

  private Map<EventId, ObjectNode> ofRoom(
      Requester requester, RoomId room, List<StoredEvent> parents, Format format) {
    if (!relations.mayHaveChildren(room, parents)) {
      return Map.of();
    }
    Map<EventId, List<RelatedEvent>> byParent = children(requester, room, parents, TYPES);
    Map<EventId, List<RelatedEvent>> ofAnswers =
        children(requester, room, latestAnswers(byParent), WITHIN_THREAD);
    Map<EventId, ObjectNode> bundles = new HashMap<>();
    for (StoredEvent parent : parents) {
      List<RelatedEvent> own = byParent.getOrDefault(parent.pdu().eventId(), List.of());
      if (!own.isEmpty()) {
        ObjectNode bundle = alone(parent, own, format);
        addThread(bundle, requester, parent.pdu(), of(own, THREAD), ofAnswers, format);
        bundles.put(parent.pdu().eventId(), bundle);
      }
    }
    bundles.values().removeIf(ObjectNode::isEmpty);
    return bundles;
  }

  /** What refers to these events and may be seen, oldest first, by the event that it refers to. */
  private Map<EventId, List<RelatedEvent>> children(
      Requester requester, RoomId room, Collection<StoredEvent> parents, List<String> types) {
    List<EventId> ids = parents.stream().map(event -> event.pdu().eventId()).toList();
    return visible(requester, room, relations.children(room, ids, types)).stream()
        .collect(Collectors.groupingBy(child -> child.relation().relatesTo()));
  }

  private static List<StoredEvent> latestAnswers(Map<EventId, List<RelatedEvent>> byParent) {
    return byParent.values().stream()
        .map(children -> of(children, THREAD))
        .filter(answers -> !answers.isEmpty())
        .map(BundledAggregations::latest)
        .toList();
  }

  private static StoredEvent latest(List<RelatedEvent> answers) {
    return answers.get(answers.size() - 1).event();
  }

  /** All but the thread: an answer within one starts no other. */
  private static ObjectNode alone(StoredEvent parent, List<RelatedEvent> own, Format format) {
    ObjectNode bundle = Json.object();
    addReplacement(bundle, parent, own, format);
    addReferences(bundle, own);
    return bundle;
  }

  private List<RelatedEvent> visible(
      Requester requester, RoomId room, List<RelatedEvent> children) {
    if (children.isEmpty()) {
      return children;
    }
    Set<StoredEvent> seen =
        new HashSet<>(
            visibility.visible(
                requester.user(), room, children.stream().map(RelatedEvent::event).toList()));
    return children.stream().filter(child -> seen.contains(child.event())).toList();
  }

  /**
   * Only the sender edits, never the type, and an edit is not edited. What was redacted is gone
   * with all its edits.
   */
  private static void addReplacement(
      ObjectNode bundle, StoredEvent parent, List<RelatedEvent> children, Format format) {
    Pdu pdu = parent.pdu();
    if (parent.isRedacted()
        || pdu.content().path("m.relates_to").path("rel_type").asText("").equals(REPLACE)) {
      return;
    }
    of(children, REPLACE).stream()
        .filter(child -> isReplacement(child.event().pdu(), pdu))
        .max(BY_TIME)
        .ifPresent(newest -> bundle.set(REPLACE, format.apply(List.of(newest.event())).get(0)));
  }

  /** The new content of an encrypted event is within what is encrypted. */
  private static boolean isReplacement(Pdu edit, Pdu original) {
    return edit.sender().equals(original.sender())
        && edit.type().equals(original.type())
        && !edit.isState()
        && (edit.type().equals(EventTypes.ENCRYPTED)
            || edit.content().path("m.new_content").isObject());
  }

  private static void addThread(
      ObjectNode bundle,
      Requester requester,
      Pdu parent,
      List<RelatedEvent> answers,
      Map<EventId, List<RelatedEvent>> ofAnswers,
      Format format) {
    if (answers.isEmpty()) {
      return;
    }
    StoredEvent latest = latest(answers);
    boolean participated =
        parent.sender().equals(requester.user())
            || answers.stream()
                .anyMatch(answer -> answer.event().pdu().sender().equals(requester.user()));
    ObjectNode told = format.apply(List.of(latest)).get(0);
    List<RelatedEvent> own = ofAnswers.getOrDefault(latest.pdu().eventId(), List.of());
    ObjectNode bundled = alone(latest, own, format);
    if (!bundled.isEmpty()) {
      told.withObjectProperty("unsigned").set("m.relations", bundled);
    }
    ObjectNode thread = bundle.putObject(THREAD);
    thread.set("latest_event", told);
    thread.put("count", answers.size());
    thread.put("current_user_participated", participated);
  }

  private static void addReferences(ObjectNode bundle, List<RelatedEvent> children) {
    List<RelatedEvent> references = of(children, REFERENCE);
    if (!references.isEmpty()) {
      ArrayNode chunk = bundle.putObject(REFERENCE).putArray("chunk");
      references.forEach(
          child -> chunk.addObject().put("event_id", child.event().pdu().eventId().value()));
    }
  }

  private static List<RelatedEvent> of(List<RelatedEvent> children, String type) {
    return children.stream().filter(child -> child.relation().type().equals(type)).toList();
  }
}
