package org.konsil.core.roomversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

/** The table, read column by column from the specification's room version pages. */
class RoomVersionTest {

  @Test
  void theColumns() {
    assertThat(where(v -> v.eventFormat() == EventFormat.OPAQUE_ID)).isEqualTo("1 2");
    assertThat(where(v -> v.eventFormat() == EventFormat.HASH_BASE64)).isEqualTo("3");
    assertThat(where(RoomVersion::signedByEventIdServer)).isEqualTo("1 2");
    assertThat(where(RoomVersion::redactionAuthorised)).isEqualTo("1 2");
    assertThat(where(v -> v.stateResolution() == StateResolutionVersion.V1)).isEqualTo("1");
    assertThat(where(v -> v.stateResolution() == StateResolutionVersion.V2_1)).isEqualTo("12");
    assertThat(where(RoomVersion::enforcesKeyValidity)).isEqualTo("5 6 7 8 9 10 11 12");
    assertThat(where(RoomVersion::strictCanonicalJson)).isEqualTo("6 7 8 9 10 11 12");
    assertThat(where(RoomVersion::floatPowerLevels)).isEqualTo("1 2 3 4 5");
    assertThat(where(RoomVersion::redactionKeepsAliases)).isEqualTo("1 2 3 4 5");
    assertThat(where(RoomVersion::aliasesAuthorised)).isEqualTo("1 2 3 4 5");
    assertThat(where(RoomVersion::notificationLevelsChecked)).isEqualTo("6 7 8 9 10 11 12");
    assertThat(where(RoomVersion::knocking)).isEqualTo("7 8 9 10 11 12");
    assertThat(where(RoomVersion::restrictedJoins)).isEqualTo("8 9 10 11 12");
    assertThat(where(RoomVersion::redactionKeepsAllow)).isEqualTo("8 9 10 11 12");
    assertThat(where(RoomVersion::redactionKeepsAuthorisingUser)).isEqualTo("9 10 11 12");
    assertThat(where(RoomVersion::knockRestrictedJoins)).isEqualTo("10 11 12");
    assertThat(where(RoomVersion::integerPowerLevels)).isEqualTo("10 11 12");
    assertThat(where(RoomVersion::updatedRedaction)).isEqualTo("11 12");
    assertThat(where(RoomVersion::redactsInContent)).isEqualTo("11 12");
    assertThat(where(RoomVersion::creatorInContent)).isEqualTo("1 2 3 4 5 6 7 8 9 10");
    assertThat(where(RoomVersion::roomIdIsCreateHash)).isEqualTo("12");
    assertThat(where(RoomVersion::privilegedCreators)).isEqualTo("12");
    assertThat(where(v -> !v.createInAuthEvents())).isEqualTo("12");
  }

  @Test
  void versionsAreFoundByTheirId() {
    assertThat(RoomVersion.get("10")).isSameAs(RoomVersion.V10);
    assertThat(RoomVersion.find("13")).isEmpty();
    assertThat(RoomVersion.find("01")).isEmpty();
    assertThat(RoomVersion.find(null)).isEmpty();
    assertThatThrownBy(() -> RoomVersion.get("org.example.1"))
        .isInstanceOfSatisfying(
            MatrixException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.M_UNSUPPORTED_ROOM_VERSION));
  }

  private static String where(Predicate<RoomVersion> column) {
    return RoomVersion.all().stream()
        .filter(column)
        .map(RoomVersion::id)
        .collect(Collectors.joining(" "));
  }
}
