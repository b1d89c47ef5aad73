package org.konsil.it.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.it.federation.Eventually.eventually;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.konsil.core.json.Json;
import org.konsil.it.federation.Neighbours.Host;

/** Who comes into a room of the other server, who is put out, and which server is kept out. */
interface SharedMemberships {
  Neighbours neighbours();

  @ParameterizedTest
  @EnumSource
  default void anInviteIsTakenOrLeft(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    Person shy = neighbours().guest(host);
    String room = owner.create(Neighbours.room("private_chat", "11").put("name", "Visite"));
    owner.client().invite(room, guest.id());
    owner.client().invite(room, shy.id());
    eventually("the invite", () -> guest.isTold("invite", room) && shy.isTold("invite", room));
    assertThat(guest.sync().path("rooms").path("invite").path(room).findValuesAsText("name"))
        .contains("Visite");
    guest.join(room, owner);
    shy.act(room, "leave", Json.object());
    eventually("the refusal", () -> owner.membership(room, shy).equals("leave"));
    eventually("one state", () -> owner.state(room).equals(guest.state(room)));
  }

  @ParameterizedTest
  @EnumSource
  default void anInviteIsWithdrawn(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    String room = owner.create(Neighbours.room("private_chat", "10"));
    owner.client().invite(room, guest.id());
    eventually("the invite", () -> guest.isTold("invite", room));
    owner.act(room, "kick", person(guest));
    eventually("the end of the invite", () -> !guest.isTold("invite", room));
  }

  @ParameterizedTest
  @EnumSource
  default void whoKnocksIsLetIn(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    String room = owner.create(Neighbours.room("private_chat", "10"));
    owner.set(room, "m.room.join_rules", Json.object().put("join_rule", "knock"));
    guest.knock(room, owner);
    eventually("the knock", () -> owner.membership(room, guest).equals("knock"));
    owner.client().invite(room, guest.id());
    eventually("the invite", () -> guest.isTold("invite", room));
    guest.join(room, owner);
    eventually("one state", () -> owner.state(room).equals(guest.state(room)));
  }

  @ParameterizedTest
  @EnumSource
  default void membersOfASpaceComeIntoItsRoom(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    Person stranger = neighbours().guest(host);
    String space = neighbours().shared(owner, guest, "10");
    ObjectNode rule = Json.object().put("join_rule", "restricted");
    rule.putArray("allow").addObject().put("type", "m.room_membership").put("room_id", space);
    String room = owner.create(Neighbours.room("private_chat", "10"));
    owner.set(room, "m.room.join_rules", rule);
    assertThat(stranger.tryJoin(room, owner).status()).isEqualTo(403);
    guest.join(room, owner);
    eventually("the join", () -> owner.membership(room, guest).equals("join"));
    String word = owner.say(room, "Willkommen");
    eventually("a word", () -> guest.has(room, word));
    // now the guest's server is in the room, and may or may not vouch for the next
    Person second = neighbours().guest(host);
    second.join(space, owner);
    second.join(room, owner);
    eventually("another join", () -> owner.membership(room, second).equals("join"));
  }

  @ParameterizedTest
  @EnumSource
  default void whoIsPutOutHearsNoMore(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    Person witness = neighbours().guest(host);
    String room = neighbours().shared(owner, guest, "10");
    witness.join(room, owner);
    owner.act(room, "kick", person(guest).put("reason", "falscher Raum"));
    eventually("the kick", () -> !guest.isTold("join", room));
    String secret = owner.say(room, "ohne den Gast");
    eventually("the word", () -> witness.has(room, secret));
    assertThat(guest.timeline(room)).doesNotContain(secret);
    owner.act(room, "ban", person(guest));
    eventually("the ban", () -> witness.membership(room, guest).equals("ban"));
    assertThat(guest.tryJoin(room, owner).status()).isEqualTo(403);
    owner.act(room, "unban", person(guest));
    eventually("the end of the ban", () -> witness.membership(room, guest).equals("leave"));
    guest.join(room, owner);
    eventually("the return", () -> owner.membership(room, guest).equals("join"));
  }

  @ParameterizedTest
  @EnumSource
  default void aServerIsKeptOut(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    String open = neighbours().shared(owner, guest, "10");
    String shut = neighbours().shared(owner, guest, "10");
    // an access list names no ports
    ObjectNode acl = Json.object();
    acl.putArray("allow").add("*");
    acl.putArray("deny").add(guest.server().replaceFirst(":\\d+$", ""));
    owner.set(shut, "m.room.server_acl", acl);
    String unheard = guest.say(shut, "aus dem Abseits");
    String marker = guest.say(open, "Zeichen");
    eventually("what the guest said later", () -> owner.has(open, marker));
    assertThat(owner.timeline(shut)).doesNotContain(unheard);
  }

  private static ObjectNode person(Person person) {
    return Json.object().put("user_id", person.id());
  }
}
