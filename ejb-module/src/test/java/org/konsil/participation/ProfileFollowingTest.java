package org.konsil.participation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.profile.Profile;
import org.konsil.profile.ProfileChanged;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;

class ProfileFollowingTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:praxis.example";

  private final TestRooms rooms = new TestRooms();

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void aNewNameGoesIntoTheRoomsThatTheUserIsIn() {
    RoomId joined = rooms.createRoom(ANNA, "{}");
    RoomId left = rooms.createRoom(ANNA, "{\"invite\":[\"" + BERT + "\"]}");
    rooms.join(BERT, left);
    rooms.leave(ANNA, left);
    RoomId others = rooms.createRoom(BERT, "{\"invite\":[\"" + ANNA + "\"]}");

    follow(Optional.of("Berger, Anna"), Optional.of("mxc://klinik.example/a"));
    assertThat(member(joined).path("displayname").asText()).isEqualTo("Berger, Anna");
    assertThat(member(joined).path("avatar_url").asText()).isEqualTo("mxc://klinik.example/a");
    assertThat(member(joined).path("membership").asText()).isEqualTo("join");
    assertThat(member(left).has("displayname")).isFalse();
    assertThat(member(others).path("membership").asText()).isEqualTo("invite");

    follow(Optional.empty(), Optional.empty());
    assertThat(member(joined).has("displayname")).isFalse();
    assertThat(member(joined).path("membership").asText()).isEqualTo("join");
  }

  @Test
  void aNameThatStaysTheSameIsNoEvent() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    follow(Optional.of("Berger, Anna"), Optional.empty());
    int told = rooms.told.size();
    follow(Optional.of("Berger, Anna"), Optional.empty());
    assertThat(rooms.told).hasSize(told);
    assertThat(member(room).path("displayname").asText()).isEqualTo("Berger, Anna");
  }

  @Test
  void thoseOfOtherServersAreKnownFromRooms() {
    RoomId room = rooms.createRoom(ANNA, "{\"invite\":[\"" + BERT + "\"]}");
    assertThat(rooms.get(ProfileFollowing.class).strangers(UserId.parse(ANNA))).isEmpty();
    rooms.join(BERT, room);
    assertThat(rooms.get(ProfileFollowing.class).strangers(UserId.parse(ANNA)))
        .extracting(Profile::user)
        .containsExactly(UserId.parse(BERT));
    rooms.leave(ANNA, room);
    assertThat(rooms.get(ProfileFollowing.class).strangers(UserId.parse(ANNA))).isEmpty();
  }

  private void follow(Optional<String> name, Optional<String> avatar) {
    rooms.transaction(
        () -> {
          rooms
              .get(ProfileFollowing.class)
              .follow(new ProfileChanged(UserId.parse(ANNA), Optional.empty(), name, avatar));
          return null;
        });
  }

  private JsonNode member(RoomId room) {
    return rooms
        .get(RoomReadService.class)
        .state(room)
        .pdu(EventTypes.MEMBER, ANNA)
        .orElseThrow()
        .content();
  }
}
