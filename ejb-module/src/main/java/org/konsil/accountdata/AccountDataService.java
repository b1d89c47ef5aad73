package org.konsil.accountdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.AccountCreated;
import org.konsil.account.AccountDeactivated;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * What an account keeps with us for its clients, as a whole or about one room; nobody else sees it.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#client-config">Client config</a>
 */
@Stateless
public class AccountDataService {
  private static final Set<String> WRITTEN_BY_SERVER = Set.of("m.fully_read", "m.push_rules");
  private static final Set<String> ROOM_WRITTEN_BY_SERVER = Set.of("m.fully_read", "m.push_rules");
  private static final String TAGS = "m.tag";
  private static final int LONGEST_TYPE = 255;
  private static final int MAX_BYTES = 512 * 1024;

  @Inject private AccountDataStore store;
  @Inject private StreamPositions positions;
  @Inject private KonsilConfig config;
  @Inject private Instance<InitialAccountData> initial;
  @Inject private Instance<InitialPermission> initialPermission;
  @Inject private Event<IgnoredUsersChanged> ignoring;

  /**
   * A piece of the caller's data. Under the TI-M policy the permission configuration always exists
   * and is well-formed: a missing or malformed one is replaced by the initial one (A_25043).
   *
   * @throws MatrixException M_NOT_FOUND
   */
  public ObjectNode get(Requester requester, Optional<RoomId> room, String type) {
    if (isPermissionConfig(room, type)) {
      return permissionConfig(requester.user()).toJson();
    }
    return store
        .find(requester.user(), room, type)
        .or(() -> room.isPresent() ? Optional.empty() : findInitial(requester.user(), type))
        .orElseThrow(() -> MatrixException.notFound("Account data not found"));
  }

  /** The same for other capabilities, without the caller's errors. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<ObjectNode> find(UserId user, Optional<RoomId> room, String type) {
    return store.find(user, room, type);
  }

  /**
   * Replaces a piece of the caller's data.
   *
   * @throws MatrixException 405 M_BAD_JSON for types that the server alone writes; M_BAD_JSON for a
   *     malformed permission configuration; M_TOO_LARGE beyond 512 KiB
   */
  public void put(Requester requester, Optional<RoomId> room, String type, ObjectNode content) {
    Set<String> refused = room.isPresent() ? ROOM_WRITTEN_BY_SERVER : WRITTEN_BY_SERVER;
    if (refused.contains(type)) {
      throw MatrixException.badJson("Cannot set " + type + " through this API").status(405);
    }
    if (type.length() > LONGEST_TYPE || type.indexOf('\0') >= 0) {
      throw MatrixException.invalidParam("The type is malformed");
    }
    if (Json.bytes(content).length > MAX_BYTES) {
      throw MatrixException.tooLarge("Account data is larger than 512 KiB");
    }
    if (isPermissionConfig(room, type) && PermissionConfig.parse(content).isEmpty()) {
      throw MatrixException.badJson("The permission configuration does not follow its schema");
    }
    write(requester.user(), room, type, content);
  }

  /** Replaces a piece of a user's data; for other capabilities, all types allowed. */
  public void write(UserId user, Optional<RoomId> room, String type, ObjectNode content) {
    store.put(user, room, type, content, positions.next(WakeKey.user(user)));
    if (room.isEmpty() && type.equals(IgnoredUsers.TYPE)) {
      ignoring.fire(new IgnoredUsersChanged(user));
    }
  }

  /**
   * What changed, oldest first.
   *
   * @param after a position, exclusive; 0 for everything, with what nobody wrote yet
   * @param upTo a position, inclusive
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<AccountDataRow> changes(UserId user, long after, long upTo) {
    List<AccountDataRow> written = store.changes(user, after, upTo);
    return after == 0 ? withInitial(user, written) : written;
  }

  private List<AccountDataRow> withInitial(UserId user, List<AccountDataRow> written) {
    List<AccountDataRow> rows = new ArrayList<>(written);
    initialOf(user)
        .forEach(
            (type, content) -> {
              if (store.find(user, Optional.empty(), type).isEmpty()) {
                rows.add(new AccountDataRow(Optional.empty(), type, content));
              }
            });
    return rows;
  }

  private Optional<ObjectNode> findInitial(UserId user, String type) {
    return Optional.ofNullable(initialOf(user).get(type));
  }

  private Map<String, ObjectNode> initialOf(UserId user) {
    return initial.isResolvable() ? initial.get().of(user) : Map.of();
  }

  /** Who may invite the user; made with the initial setting when it is missing or malformed. */
  public PermissionConfig permissionConfig(UserId user) {
    Optional<ObjectNode> stored = store.find(user, Optional.empty(), PermissionConfig.TYPE);
    Optional<PermissionConfig> parsed = stored.flatMap(PermissionConfig::parse);
    if (parsed.isPresent()) {
      return parsed.get();
    }
    PermissionConfig made =
        initialPermission.isResolvable()
            ? initialPermission.get().of(user.server())
            : PermissionConfig.initial(true);
    write(user, Optional.empty(), PermissionConfig.TYPE, made.toJson());
    return made;
  }

  /** The caller's tags of a room, by name. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public ObjectNode tags(Requester requester, RoomId room) {
    return tagsOf(store.find(requester.user(), Optional.of(room), TAGS));
  }

  /** Adds a tag to a room, or replaces it. */
  public void putTag(Requester requester, RoomId room, String tag, ObjectNode content) {
    JsonNode order = content.get("order");
    if (order != null && !order.isNumber()) {
      throw MatrixException.badJson("order must be a number");
    }
    if (tag.length() > LONGEST_TYPE) {
      throw MatrixException.of(ErrorCode.M_INVALID_PARAM, "A tag has at most 255 characters");
    }
    ObjectNode tags = lockedTags(requester.user(), room);
    tags.set(tag, content);
    writeTags(requester.user(), room, tags);
  }

  /** Takes a tag from a room; no error when it has none. */
  public void deleteTag(Requester requester, RoomId room, String tag) {
    ObjectNode tags = lockedTags(requester.user(), room);
    if (tags.remove(tag) != null) {
      writeTags(requester.user(), room, tags);
    }
  }

  /** Observer, public because the container demands it of a session bean. */
  public void created(@Observes AccountCreated event) {
    if (config.timPolicy()) {
      permissionConfig(event.user());
    }
  }

  /** Observer, as above. */
  public void deactivated(@Observes AccountDeactivated event) {
    if (event.erase()) {
      store.deleteAll(event.user());
    }
  }

  private ObjectNode lockedTags(UserId user, RoomId room) {
    Optional<RoomId> of = Optional.of(room);
    if (store.find(user, of, TAGS).isEmpty()) {
      ObjectNode none = Json.object();
      none.putObject("tags");
      store.insertIfAbsent(user, of, TAGS, none, positions.next());
    }
    return tagsOf(store.lock(user, of, TAGS)).deepCopy();
  }

  private void writeTags(UserId user, RoomId room, ObjectNode tags) {
    ObjectNode content = Json.object();
    content.set("tags", tags);
    write(user, Optional.of(room), TAGS, content);
  }

  private static ObjectNode tagsOf(Optional<ObjectNode> content) {
    return content
        .map(json -> json.get("tags"))
        .filter(JsonNode::isObject)
        .map(json -> (ObjectNode) json)
        .orElseGet(Json::object);
  }

  private boolean isPermissionConfig(Optional<RoomId> room, String type) {
    return config.timPolicy() && room.isEmpty() && type.equals(PermissionConfig.TYPE);
  }
}
