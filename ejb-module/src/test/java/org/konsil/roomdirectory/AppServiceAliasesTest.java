package org.konsil.roomdirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.account.Requester;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServiceCalls;
import org.konsil.appservice.AppServices;
import org.konsil.appservice.Namespace;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.TestRooms;

/** Application service API, "Server admin style permissions": control over the own aliases. */
class AppServiceAliasesTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:praxis.example";
  private static final UserId BOT = UserId.parse("@_bot:klinik.example");
  private static final AppService BRIDGE =
      new AppService(
          "fax",
          Optional.empty(),
          TestRooms.KLINIK,
          "asks",
          "tells",
          BOT,
          List.of(),
          List.of(new Namespace(Pattern.compile("#_fax_.*"), true)),
          List.of(),
          Set.of(),
          true,
          false);
  private static final Requester REQUESTER =
      new Requester(BOT, "", TestRooms.KLINIK, false, false, false, Optional.of("fax"), 0);

  private final TestRooms rooms = new TestRooms();

  @BeforeEach
  void oneBridge() {
    rooms.put(AppServices.class, new OneBridge());
    rooms.put(AppServiceCalls.class, new AppServiceCalls());
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void aServiceNamesRoomsOfItsDomainWithinItsNamespaces() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    assertThat(refusal(REQUESTER, "#other:klinik.example", room)).isEqualTo(ErrorCode.M_EXCLUSIVE);
    assertThat(refusal(TestRooms.requester(ANNA), "#_fax_1:klinik.example", room))
        .isEqualTo(ErrorCode.M_EXCLUSIVE);
    set(REQUESTER, "#_fax_1:klinik.example", room);
    assertThat(rooms.get(RoomAliasService.class).ofDomain(TestRooms.KLINIK, room))
        .containsExactly("#_fax_1:klinik.example");
    assertThat(refusal(REQUESTER, "#_fax_2:klinik.example", rooms.createRoom(BERT, "{}")))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
  }

  private void set(Requester requester, String alias, RoomId room) {
    rooms.transaction(
        () -> {
          rooms.get(RoomAliasService.class).set(requester, RoomAlias.parse(alias), room);
          return null;
        });
  }

  private ErrorCode refusal(Requester requester, String alias, RoomId room) {
    ErrorCode[] code = new ErrorCode[1];
    assertThatThrownBy(() -> set(requester, alias, room))
        .isInstanceOfSatisfying(MatrixException.class, e -> code[0] = e.code());
    return code[0];
  }

  private static final class OneBridge extends AppServices {
    @Override
    public List<AppService> all() {
      return List.of(BRIDGE);
    }
  }
}
