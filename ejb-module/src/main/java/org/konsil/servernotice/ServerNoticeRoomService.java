package org.konsil.servernotice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.account.ServerNoticesUser;
import org.konsil.accountdata.AccountDataService;
import org.konsil.audit.AuditService;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.participation.CreateRoomRequest;
import org.konsil.participation.MembershipService;
import org.konsil.participation.RoomCreationService;
import org.konsil.participation.RoomStateService;
import org.konsil.room.RoomReadService;

/** The rooms for notices, each made when the first one is sent. */
@Stateless
public class ServerNoticeRoomService {
  private static final String TAG = "m.server_notice";
  private static final Set<String> IN = Set.of("join", "invite");

  /** So that the user reads, and writes nothing. */
  private static final int SERVER_ALONE = 50;

  @Inject ServerNoticeStore store;
  @Inject AccountService accounts;
  @Inject AccountDataService accountData;
  @Inject RoomCreationService creation;
  @Inject RoomStateService states;
  @Inject MembershipService memberships;
  @Inject RoomReadService rooms;
  @Inject DomainService domains;
  @Inject AuditService audit;

  /**
   * The room in which the user will read what the administrator has to say, with the user in it or
   * invited; recorded as the administrator's act.
   *
   * @throws MatrixException M_NOT_FOUND when the user has no account; M_FORBIDDEN when an account
   *     has the server's name
   */
  public RoomId enter(Requester admin, UserId user) {
    if (accounts.find(user).filter(account -> !account.deactivated()).isEmpty()) {
      throw MatrixException.notFound("Unknown user");
    }
    audit.record(admin, "server_notice.send", user.value(), Json.object());
    Optional<RoomId> present = store.lock(user).filter(rooms::exists);
    RoomId room = present.orElseGet(() -> make(user));
    if (rooms.membership(room, user).filter(IN::contains).isEmpty()) {
      memberships.invite(server(user.server()), room, user, Optional.empty());
    }
    return room;
  }

  private RoomId make(UserId user) {
    String name = domains.get(user.server()).displayName();
    Requester server = server(user.server());
    if (accounts.exists(server.user())) {
      throw MatrixException.forbidden("An account has the name by which the server speaks");
    }
    RoomId room =
        creation.create(
            server,
            CreateRoomRequest.local(
                name,
                Json.object().put("events_default", SERVER_ALONE).put("invite", SERVER_ALONE)));
    ObjectNode self = Json.object().put("membership", "join").put("displayname", name);
    states.set(server, room, EventTypes.MEMBER, server.user().value(), self);
    store.set(user, room);
    accountData.putTag(server(user), room, TAG, Json.object());
    return room;
  }

  private static Requester server(ServerName domain) {
    return server(ServerNoticesUser.of(domain));
  }

  private static Requester server(UserId user) {
    return new Requester(user, "", user.server(), false, 0);
  }
}
