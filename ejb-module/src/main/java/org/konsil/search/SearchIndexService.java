package org.konsil.search;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.room.NewRoomEvent;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.search.SearchStore.Text;

/** Takes down the texts of a room, and forgets those of redacted events. */
@Stateless
public class SearchIndexService {
  private static final int PAGE = 500;

  @Inject RoomReadService rooms;
  @Inject SearchStore store;

  /**
   * Takes down the next piece of a room.
   *
   * @param upTo the stream position to which the room is wanted
   * @return whether there is more to do
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean extend(RoomId room, long upTo) {
    long written = store.writtenUpTo(room);
    if (written >= upTo) {
      return false;
    }
    List<StoredEvent> page = rooms.oldest(room, written, upTo, PAGE);
    boolean more = page.size() == PAGE;
    List<Text> texts = page.stream().flatMap(event -> text(room, event).stream()).toList();
    store.write(room, texts, more ? page.get(PAGE - 1).position() : upTo);
    return more;
  }

  /** Observer, public because the container demands it of a session bean. */
  public void forget(@Observes NewRoomEvent news) {
    Pdu pdu = news.event().pdu();
    if (pdu.type().equals(EventTypes.REDACTION)) {
      pdu.redacts()
          .flatMap(target -> rooms.findEvent(news.room(), target))
          .filter(StoredEvent::isRedacted)
          .ifPresent(target -> store.delete(target.nid()));
    }
  }

  private static Optional<Text> text(RoomId room, StoredEvent event) {
    Pdu pdu = event.pdu();
    Optional<String> name =
        switch (pdu.type()) {
          case "m.room.message" -> Optional.of("body");
          case EventTypes.NAME -> Optional.of("name");
          case EventTypes.TOPIC -> Optional.of("topic");
          default -> Optional.empty();
        };
    return name.filter(field -> event.isShown() && !event.isRedacted())
        .flatMap(
            field ->
                Optional.ofNullable(pdu.content().path(field).textValue())
                    .map(
                        said ->
                            new Text(
                                event.nid(),
                                room,
                                event.position(),
                                "content." + field,
                                SearchWords.of(said))));
  }
}
