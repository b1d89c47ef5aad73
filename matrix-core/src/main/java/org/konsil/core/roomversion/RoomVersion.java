package org.konsil.core.roomversion;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

/**
 * One row of the table of room versions; each method is a column and names the version in which it
 * changed.
 *
 * @see <a href="https://spec.matrix.org/v1.19/rooms/">Room versions</a>
 */
public final class RoomVersion {
  private static final List<RoomVersion> ALL =
      IntStream.rangeClosed(1, 12).mapToObj(RoomVersion::new).toList();
  private static final Map<String, RoomVersion> BY_ID =
      ALL.stream().collect(Collectors.toUnmodifiableMap(RoomVersion::id, Function.identity()));

  public static final RoomVersion V1 = get("1");
  public static final RoomVersion V2 = get("2");
  public static final RoomVersion V3 = get("3");
  public static final RoomVersion V4 = get("4");
  public static final RoomVersion V5 = get("5");
  public static final RoomVersion V6 = get("6");
  public static final RoomVersion V7 = get("7");
  public static final RoomVersion V8 = get("8");
  public static final RoomVersion V9 = get("9");
  public static final RoomVersion V10 = get("10");
  public static final RoomVersion V11 = get("11");
  public static final RoomVersion V12 = get("12");

  private final int number;
  private final String id;

  private RoomVersion(int number) {
    this.number = number;
    this.id = Integer.toString(number);
  }

  /**
   * @throws MatrixException M_UNSUPPORTED_ROOM_VERSION when we do not know it
   */
  public static RoomVersion get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                MatrixException.of(
                    ErrorCode.M_UNSUPPORTED_ROOM_VERSION, "Room version is not supported"));
  }

  public static Optional<RoomVersion> find(String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(BY_ID.get(id));
  }

  /** All versions, oldest first. */
  public static List<RoomVersion> all() {
    return ALL;
  }

  public String id() {
    return id;
  }

  // events

  public EventFormat eventFormat() {
    return since(4)
        ? EventFormat.HASH_URL_SAFE
        : since(3) ? EventFormat.HASH_BASE64 : EventFormat.OPAQUE_ID;
  }

  /** Canonical JSON is enforced: no floats, integers within 53 bits (v6). */
  public boolean strictCanonicalJson() {
    return since(6);
  }

  /** A signing key must be valid at the event's origin_server_ts (v5). */
  public boolean enforcesKeyValidity() {
    return since(5);
  }

  /** The server in the event id must sign too, when it is not the sender's (v1 and v2). */
  public boolean signedByEventIdServer() {
    return !since(3);
  }

  /** A redaction names its target in content.redacts instead of at the top level (v11). */
  public boolean redactsInContent() {
    return since(11);
  }

  // redaction

  /** Redaction keeps content.aliases of m.room.aliases (v1 to v5). */
  public boolean redactionKeepsAliases() {
    return !since(6);
  }

  /** Redaction keeps content.allow of m.room.join_rules (v8). */
  public boolean redactionKeepsAllow() {
    return since(8);
  }

  /** Redaction keeps content.join_authorised_via_users_server of m.room.member (v9). */
  public boolean redactionKeepsAuthorisingUser() {
    return since(9);
  }

  /**
   * The redaction rules of v11: origin, membership and prev_state go; all of a create event's
   * content, invite levels, signed third-party invites and content.redacts stay.
   */
  public boolean updatedRedaction() {
    return since(11);
  }

  // state resolution

  public StateResolutionVersion stateResolution() {
    return since(12)
        ? StateResolutionVersion.V2_1
        : since(2) ? StateResolutionVersion.V2 : StateResolutionVersion.V1;
  }

  // authorisation

  /** Redactions are judged by the authorisation rules, not when they are applied (v1 and v2). */
  public boolean redactionAuthorised() {
    return !since(3);
  }

  /** The m.room.aliases event has a rule of its own (v1 to v5). */
  public boolean aliasesAuthorised() {
    return !since(6);
  }

  /** Changes of notification levels are checked like the others (v6). */
  public boolean notificationLevelsChecked() {
    return since(6);
  }

  /** Membership knock and join rule knock exist (v7). */
  public boolean knocking() {
    return since(7);
  }

  /** The join rule restricted exists (v8). */
  public boolean restrictedJoins() {
    return since(8);
  }

  /** The join rule knock_restricted exists (v10). */
  public boolean knockRestrictedJoins() {
    return since(10);
  }

  /** Power levels must be integers (v10); before, strings with an integer were let pass. */
  public boolean integerPowerLevels() {
    return since(10);
  }

  /** Power levels may be floats, which are truncated (v1 to v5). */
  public boolean floatPowerLevels() {
    return !since(6);
  }

  /** The creator is content.creator of the create event, which must be present (v1 to v10). */
  public boolean creatorInContent() {
    return !since(11);
  }

  /** The room id is the create event's hash and that event carries no room_id (v12). */
  public boolean roomIdIsCreateHash() {
    return since(12);
  }

  /** Creators stand above all power levels; additional_creators exists (v12). */
  public boolean privilegedCreators() {
    return since(12);
  }

  /** The create event is among the auth events (v1 to v11); later the room id implies it. */
  public boolean createInAuthEvents() {
    return !since(12);
  }

  @Override
  public String toString() {
    return id;
  }

  private boolean since(int version) {
    return number >= version;
  }
}
