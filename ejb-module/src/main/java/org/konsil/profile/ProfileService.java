package org.konsil.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/**
 * Profiles of the hosted users.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#profiles">Profiles</a>
 */
@Stateless
public class ProfileService {
  private static final int MAX_PROFILE_BYTES = 64 * 1024;

  @Inject private ProfileStore profiles;
  @Inject private KonsilConfig config;
  @Inject private DomainService domains;
  @Inject private AccountService accounts;
  @Inject private Instance<RoomNeighbours> neighbours;
  @Inject private Instance<RemoteProfiles> remote;
  @Inject private Event<ProfileChanged> changed;

  /** The profile of a hosted user; empty for everyone else. For other capabilities. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<Profile> find(UserId user) {
    return profiles.find(user).map(ProfileEntity::toProfile);
  }

  /** The profiles of those who are hosted, in no order. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Profile> findAll(Collection<UserId> users) {
    return profiles.findAll(users);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<String> displayName(UserId user) {
    return find(user).flatMap(Profile::displayName);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<String> avatarUrl(UserId user) {
    return find(user).flatMap(Profile::avatarUrl);
  }

  /**
   * A user's profile as others see it. Under the TI-M policy only with a token (A_26289), and of
   * another domain only those the caller shares a room with: two domains of one deployment are
   * strangers.
   *
   * @param requester empty when the request carries no token
   * @throws MatrixException M_MISSING_TOKEN, M_FORBIDDEN, M_NOT_FOUND
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Profile get(Optional<Requester> requester, UserId user) {
    if (config.timPolicy()) {
      requireVisible(requester.orElseThrow(MatrixException::missingToken), user);
    }
    return find(user).orElseThrow(() -> MatrixException.notFound("Profile not found"));
  }

  /**
   * All fields of a user's profile as others see it, wherever the user is. Blocks while another
   * server is asked.
   *
   * @param requester empty when the request carries no token
   * @param domain that is asked
   * @throws MatrixException as {@link #get}, and another server's refusal
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public ObjectNode fields(Optional<Requester> requester, ServerName domain, UserId user) {
    if (domains.isLocal(user.server()) || !remote.isResolvable()) {
      return get(requester, user).toJson();
    }
    if (config.timPolicy() && requester.isEmpty()) {
      throw MatrixException.missingToken();
    }
    return remote
        .get()
        .find(domain, user)
        .orElseThrow(() -> MatrixException.notFound("Profile not found"));
  }

  /**
   * What another server may see of a user of the domain that it asks.
   *
   * @param field the only one that is wanted, empty for all
   * @throws MatrixException M_NOT_FOUND
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public ObjectNode fieldsForServer(ServerName domain, UserId user, Optional<String> field) {
    ObjectNode all =
        find(user)
            .filter(profile -> user.server().equals(domain))
            .orElseThrow(() -> MatrixException.notFound("Profile not found"))
            .toJson();
    return field.map(key -> all.retain(key)).orElse(all);
  }

  /**
   * One field of a profile.
   *
   * @throws MatrixException as {@link #fields}; M_NOT_FOUND when the field is not set
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public JsonNode getField(
      Optional<Requester> requester, ServerName domain, UserId user, String key) {
    ProfileField.requireKey(key);
    return Optional.ofNullable(fields(requester, domain, user).get(key))
        .orElseThrow(() -> MatrixException.notFound("Profile field not found"));
  }

  /**
   * Sets a field of the caller's own profile. Under the TI-M policy the display name is the
   * organisation's: "Name, Vorname".
   *
   * @throws MatrixException M_FORBIDDEN, M_BAD_JSON, M_INVALID_PARAM, M_PROFILE_TOO_LARGE,
   *     M_USER_SUSPENDED
   */
  public void setField(Requester requester, UserId user, String key, JsonNode value) {
    requireMayChange(requester, user, key);
    if (value == null) {
      throw MatrixException.missingParam(key + " is missing");
    }
    ProfileField.requireValue(key, value, config.timPolicy());
    change(requester, key, Optional.of(value));
  }

  /** Removes a field of the caller's own profile; no error when it is not set. */
  public void deleteField(Requester requester, UserId user, String key) {
    requireMayChange(requester, user, key);
    change(requester, key, Optional.empty());
  }

  /** Gives the user the name that the organisation decided on. */
  public void setDisplayNameByOrganisation(UserId user, String displayName) {
    ProfileField.requireDisplayName(displayName);
    ProfileEntity profile = entity(user);
    profile.displayName(Optional.of(displayName));
    fire(profile.toProfile(), Optional.empty());
  }

  private void change(Requester requester, String key, Optional<JsonNode> value) {
    ProfileEntity profile = entity(requester.user());
    Profile before = profile.toProfile();
    Optional<String> text = value.map(JsonNode::asText).filter(t -> !t.isEmpty());
    switch (key) {
      case Profile.DISPLAY_NAME -> profile.displayName(text);
      case Profile.AVATAR_URL -> profile.avatarUrl(text);
      default -> changeField(profile, before.fields(), key, value);
    }
    Profile after = profile.toProfile();
    if (!before.displayName().equals(after.displayName())
        || !before.avatarUrl().equals(after.avatarUrl())) {
      fire(after, Optional.of(requester));
    }
  }

  private static void changeField(
      ProfileEntity profile, ObjectNode before, String key, Optional<JsonNode> value) {
    ObjectNode fields = before.deepCopy();
    value.ifPresentOrElse(v -> fields.set(key, v), () -> fields.remove(key));
    profile.fields(fields);
    if (Json.bytes(profile.toProfile().toJson()).length > MAX_PROFILE_BYTES) {
      throw MatrixException.of(
          ErrorCode.M_PROFILE_TOO_LARGE, "A profile has at most 64 KiB in all");
    }
  }

  private void fire(Profile profile, Optional<Requester> actor) {
    changed.fire(
        new ProfileChanged(profile.user(), actor, profile.displayName(), profile.avatarUrl()));
  }

  private void requireMayChange(Requester requester, UserId user, String key) {
    ProfileField.requireKey(key);
    requester.requireSelf(user);
    requester.requireNotSuspended();
    if (requester.guest() && !key.equals(Profile.DISPLAY_NAME)) {
      throw MatrixException.of(
          ErrorCode.M_GUEST_ACCESS_FORBIDDEN, "Guests may only change their display name");
    }
    if (config.timPolicy() && key.equals(Profile.DISPLAY_NAME)) {
      throw MatrixException.forbidden("The display name is set by your organisation");
    }
  }

  private void requireVisible(Requester requester, UserId user) {
    boolean hosted = domains.isLocal(user.server());
    boolean sameDomain = user.server().equals(requester.domain());
    if (hosted && !sameDomain && !shareARoom(requester.user(), user)) {
      throw MatrixException.forbidden("The profile is not visible to you");
    }
  }

  private boolean shareARoom(UserId one, UserId other) {
    return neighbours.isResolvable() && neighbours.get().shareARoom(one, other);
  }

  private ProfileEntity entity(UserId user) {
    return profiles
        .find(user)
        .filter(profile -> accounts.exists(user))
        .orElseThrow(() -> MatrixException.notFound("Profile not found"));
  }
}
