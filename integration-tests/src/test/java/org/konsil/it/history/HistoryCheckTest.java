package org.konsil.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.konsil.it.history.History.Delivery;
import org.konsil.it.history.History.Read;
import org.konsil.it.history.History.Resumption;
import org.konsil.it.history.History.Send;
import org.konsil.it.history.History.SentToDevice;
import org.konsil.it.history.History.Timeline;

/** A sound history passes; one that is broken in a single place is refused for that. */
class HistoryCheckTest {
  private static final String ROOM = "!r";
  private static final String OWNER = "@owner:x";
  private static final String ANNA = "@anna:x";
  private static final String STRANGER = "@stranger:y";

  private final Event created = member("$0", OWNER, "join");
  private final Event shown = state("$1", Event.VISIBILITY, "", "joined");
  private final Event early = message("$2");
  private final Event joined = member("$3", ANNA, "join");
  private final Event first = message("$4");
  private final Event second = message("$5");
  private final Event left = member("$6", ANNA, "leave");
  private final Event late = message("$7");

  private final List<Event> room =
      new ArrayList<>(List.of(created, shown, early, joined, first, second, left, late));
  private final List<Send> sends = new ArrayList<>();
  private final List<Event> owners = new ArrayList<>(room);
  private final List<Event> annas = new ArrayList<>(List.of(joined, first, second, left));
  private final List<Event> resumed = new ArrayList<>(List.of(second, left));
  private final List<Read> reads = new ArrayList<>();
  private final List<SentToDevice> toDevice = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();

  HistoryCheckTest() {
    Stream.of(early, first, second, late)
        .forEach(event -> sends.add(new Send("D", ROOM, "t" + event.id(), event.id())));
    reads.add(new Read(ANNA, ROOM, List.of(first, second)));
    toDevice.add(new SentToDevice("D", "m1"));
    toDevice.add(new SentToDevice("D", "m2"));
    deliveries.add(new Delivery("", "s1", List.of("m1")));
    deliveries.add(new Delivery("s1", "s2", List.of("m2")));
    deliveries.add(new Delivery("s1", "s3", List.of("m2")));
    deliveries.add(new Delivery("s3", "s4", List.of()));
  }

  @Test
  void aSoundHistoryPasses() {
    assertThat(violations()).isEmpty();
  }

  @Test
  void i1AnAcknowledgedMessageIsLost() {
    sends.add(new Send("D", ROOM, "t9", "$9"));
    refused("I1: $9 is lost from !r");
  }

  @Test
  void i1AMessageIsThereTwice() {
    room.add(first);
    owners.add(first);
    assertThat(violations()).contains("I1: $4 is twice in !r", "I1: @owner:x saw twice $4 in !r");
  }

  @Test
  void i1AMessageNobodySent() {
    sends.remove(0);
    refused("I1: $2 nobody sent to !r");
  }

  @Test
  void i1AMemberNeverSaw() {
    annas.remove(first);
    assertThat(violations()).contains("I1: @anna:x never saw $4 in !r");
  }

  @Test
  void i2OneTransactionBecameTwoEvents() {
    sends.add(new Send("D", ROOM, "t$4", "$5"));
    assertThat(violations())
        .contains(
            "I2: [D, !r, t$4] became $4 and $5",
            "I2: $5 is the event of [D, !r, t$5] and [D, !r, t$4]");
  }

  @Test
  void i3AnotherOrderForOneUser() {
    annas.remove(first);
    annas.add(2, first);
    assertThat(violations()).contains("I3: @anna:x saw in a timeline $4 late in !r");
  }

  @Test
  void i3AnotherOrderOnOnePage() {
    reads.add(new Read(ANNA, ROOM, List.of(second, first)));
    refused("I3: @anna:x saw in a page $4 late in !r");
  }

  @Test
  void i3AnEventOutsideOfTheRoom() {
    reads.add(new Read(OWNER, ROOM, List.of(message("$elsewhere"))));
    refused("I3: @owner:x saw in a page $elsewhere which is not in !r");
  }

  @Test
  void i4ATokenSkips() {
    resumed.remove(second);
    refused("I4: @anna:x resumed and missed $5");
  }

  @Test
  void i4ATokenGoesBack() {
    resumed.add(0, first);
    refused("I4: @anna:x resumed and saw again $4");
  }

  @Test
  void i5AnEventOfBeforeTheUserCame() {
    reads.add(new Read(ANNA, ROOM, List.of(early)));
    refused("I5: @anna:x saw $2 of !r");
  }

  @Test
  void i5AnEventOfAfterTheUserLeft() {
    annas.add(late);
    refused("I5: @anna:x saw $7 of !r");
  }

  @Test
  void i5AnEventOfAnotherDomainsRoom() {
    reads.add(new Read(STRANGER, ROOM, List.of(first)));
    refused("I5: @stranger:y saw $4 of !r");
  }

  @Test
  void i5WiderVisibilityShowsMore() {
    reads.add(new Read(ANNA, ROOM, List.of(early)));
    for (String wider : List.of("shared", "world_readable")) {
      room.set(1, state("$1", Event.VISIBILITY, "", wider));
      assertThat(violations()).as(wider).isEmpty();
    }
    room.set(1, state("$1", Event.VISIBILITY, "", "invited"));
    refused("I5: @anna:x saw $2 of !r");
  }

  @Test
  void i5SharedHistoryIsForThoseWhoJoinLater() {
    room.set(1, state("$1", Event.VISIBILITY, "", "shared"));
    reads.add(new Read(ANNA, ROOM, List.of(late)));
    refused("I5: @anna:x saw $7 of !r");
  }

  @Test
  void i5AnInvitedUserSeesFromTheInvitationOn() {
    room.set(1, state("$1", Event.VISIBILITY, "", "invited"));
    Event invited = member("$i", ANNA, "invite");
    room.add(2, invited);
    owners.add(2, invited);
    reads.add(new Read(ANNA, ROOM, List.of(early)));
    assertThat(violations()).isEmpty();
  }

  @Test
  void theEndOfAnInvitationIsToldByItself() {
    Event declined = member("$9", ANNA, "leave");
    for (List<Event> all : List.of(room, owners)) {
      all.addAll(List.of(member("$8", ANNA, "invite"), declined));
    }
    annas.add(declined);
    reads.add(new Read(ANNA, ROOM, List.of(declined, first)));
    assertThat(violations()).isEmpty();
  }

  @Test
  void i7AMessageNeverArrives() {
    toDevice.add(new SentToDevice("D", "m3"));
    refused("I7: D never got m3");
  }

  @Test
  void i7AMessageComesAfterItsAcknowledgement() {
    deliveries.add(new Delivery("s4", "s5", List.of("m1")));
    refused("I7: D was sent again m1 after s4");
  }

  private void refused(String violation) {
    assertThat(violations()).containsExactly(violation);
  }

  private List<String> violations() {
    return HistoryCheck.violations(
        new History(
            Map.of(ROOM, room),
            sends,
            List.of(new Timeline(OWNER, ROOM, owners), new Timeline(ANNA, ROOM, annas)),
            List.of(new Resumption(ANNA, ROOM, 2, resumed)),
            reads,
            toDevice,
            Map.of("D", deliveries)));
  }

  private static Event message(String id) {
    return new Event(id, Event.MESSAGE, Optional.empty(), "text");
  }

  private static Event member(String id, String user, String membership) {
    return state(id, Event.MEMBER, user, membership);
  }

  private static Event state(String id, String type, String key, String says) {
    return new Event(id, type, Optional.of(key), says);
  }
}
