package org.konsil.it.federation;

import static org.konsil.it.federation.Eventually.eventually;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.konsil.core.json.Json;
import org.konsil.it.federation.Neighbours.Host;

/** A server is down for a whole conversation and catches up (F11). */
interface Absences {
  Neighbours neighbours();

  @Test
  default void konsilCatchesUp() throws Exception {
    Person owner = neighbours().user(Host.SYNAPSE);
    Person guest = neighbours().guest(Host.SYNAPSE);
    String room = neighbours().shared(owner, guest, "10");
    neighbours().konsil().server().stop();
    List<String> missed = talk(owner, room);
    neighbours().konsil().server().start();
    String now = owner.say(room, "Seid ihr wieder da?");
    eventually("the new word", () -> guest.has(room, now));
    eventually("what was missed", () -> guest.timeline(room).containsAll(missed));
    eventually("one state", () -> owner.state(room).equals(guest.state(room)));
    String answer = guest.say(room, "Ja, und alles gelesen");
    eventually("the answer", () -> owner.has(room, answer));
  }

  @Test
  default void synapseCatchesUp() throws Exception {
    Person owner = neighbours().user(Host.KONSIL);
    Person guest = neighbours().guest(Host.KONSIL);
    String room = neighbours().shared(owner, guest, "11");
    neighbours().synapse().stop();
    List<String> missed = talk(owner, room);
    neighbours().synapse().restart();
    eventually("what was missed", () -> guest.timeline(room).containsAll(missed));
    eventually("one state", () -> owner.state(room).equals(guest.state(room)));
    String answer = guest.say(room, "Wieder da");
    eventually("the answer", () -> owner.has(room, answer));
  }

  private static List<String> talk(Person person, String room) {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      said.add(person.say(room, "Wort " + i));
      person.set(room, "m.room.topic", Json.object().put("topic", "Thema " + i));
    }
    return said;
  }
}
