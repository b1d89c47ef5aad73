package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * What the doors ask. Each method returns when nothing is against it, throws a MatrixException with
 * the status that TI-M prescribes otherwise, and does nothing under {@code --policy open}.
 */
@ApplicationScoped
public class PolicyService {
  private static final String DEFAULT_ROOM_TYPE = "de.gematik.tim.roomtype.default.v1";

  private KonsilConfig config;
  private Iterable<CreationRule> creationRules;
  private Iterable<EventRule> eventRules;
  private CreatableVersionRule versions;
  private RedactionAgeRule redactionAge;
  private FederationMembers members;
  private PermissionRule permissions;
  private DirectoryQueryRule directoryQueries;

  /** For the container. */
  protected PolicyService() {}

  @Inject
  PolicyService(
      KonsilConfig config,
      @Any Instance<CreationRule> creationRules,
      @Any Instance<EventRule> eventRules,
      CreatableVersionRule versions,
      RedactionAgeRule redactionAge,
      FederationMembers members,
      PermissionRule permissions,
      DirectoryQueryRule directoryQueries) {
    this(
        config,
        (Iterable<CreationRule>) creationRules,
        eventRules,
        versions,
        redactionAge,
        members,
        permissions,
        directoryQueries);
  }

  PolicyService(
      KonsilConfig config,
      Iterable<CreationRule> creationRules,
      Iterable<EventRule> eventRules,
      CreatableVersionRule versions,
      RedactionAgeRule redactionAge,
      FederationMembers members,
      PermissionRule permissions,
      DirectoryQueryRule directoryQueries) {
    this.config = config;
    this.creationRules = creationRules;
    this.eventRules = eventRules;
    this.versions = versions;
    this.redactionAge = redactionAge;
    this.members = members;
    this.permissions = permissions;
    this.directoryQueries = directoryQueries;
  }

  /** Before a room is made. */
  public void checkCreation(CreationAttempt attempt) {
    if (config.timPolicy()) {
      creationRules.forEach(rule -> rule.check(attempt));
    }
  }

  /** Before a user of ours says anything in a room, membership and other state included. */
  public void checkEvent(EventAttempt attempt) {
    if (config.timPolicy()) {
      eventRules.forEach(rule -> rule.check(attempt));
    }
  }

  /**
   * Before anything is sent to another server or taken from it (A_25534): 403 unless it is a member
   * of the federation. A server that is not known has the list fetched first (A_25537), so this may
   * block: call it outside transactions.
   */
  public void checkServer(ServerName server) {
    if (config.timPolicy() && !members.containsNow(server)) {
      throw MatrixException.forbidden("The server is not a member of the federation");
    }
  }

  /**
   * Before another server's invitation of a user of ours is signed (A_26021-01, A_25534): 403
   * unless the inviter's server is a member of the federation and the invitee accepts its
   * invitations.
   */
  public void checkRemoteInvite(UserId inviter, UserId invitee) {
    if (config.timPolicy()) {
      if (!members.contains(inviter.server())) {
        throw MatrixException.forbidden("The server is not a member of the federation");
      }
      permissions.check(inviter, invitee);
    }
  }

  /** Before another server is answered which rooms are public (A_26520, A_28590): 403. */
  public void checkRemoteDirectoryQuery() {
    if (config.timPolicy()) {
      directoryQueries.check();
    }
  }

  /** Before a room is upgraded. */
  public void checkUpgrade(String version) {
    if (config.timPolicy()) {
      versions.check(version);
    }
  }

  /** Before a user of ours redacts an event. */
  public void checkRedaction(Requester requester, Pdu target) {
    if (config.timPolicy()) {
      redactionAge.check(requester, target);
    }
  }

  /** A_28355: whether redacting a message takes its edits along. */
  public boolean redactsEdits() {
    return config.timPolicy();
  }

  /** A_25481: what a new room's history visibility is unless its creator says otherwise. */
  public String defaultHistoryVisibility() {
    return config.timPolicy() ? "invited" : "shared";
  }

  /** A_25323-01, A_25814-01: the type of a new private room unless its creator says otherwise. */
  public Optional<String> defaultRoomType() {
    return config.timPolicy() ? Optional.of(DEFAULT_ROOM_TYPE) : Optional.empty();
  }

  /** A_26338-02: whether a new room says name and topic in the events of TI-M too. */
  public boolean mirrorsNameAndTopic() {
    return config.timPolicy();
  }

  /** A_25325-01: whether a public room is kept on its own server. */
  public boolean publicRoomsStayHome() {
    return config.timPolicy();
  }
}
