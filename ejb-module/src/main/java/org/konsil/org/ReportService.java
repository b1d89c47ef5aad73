package org.konsil.org;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.org.Report.Kind;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;

/**
 * Reports of events, rooms and users; they go to the administrators of the reporter's own domain.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#reporting-content">Reporting
 *     content</a>
 */
@Stateless
public class ReportService {
  private static final int LONGEST_REASON = 2000;
  private static final int LARGEST_PAGE = 200;

  @Inject private ReportStore store;
  @Inject private RoomReadService rooms;
  @Inject private AccountService accounts;
  @Inject private AuditService audit;
  @Inject private Clock clock;

  /**
   * @throws MatrixException M_NOT_FOUND when the caller is not joined or there is no such event
   */
  public void reportEvent(Requester requester, RoomId room, EventId eventId, String reason) {
    StoredEvent event =
        rooms
            .findEvent(room, eventId)
            .filter(found -> rooms.isJoined(room, requester.user()))
            .orElseThrow(
                () ->
                    MatrixException.notFound(
                        "The event was not found or you are not joined to the room."));
    insert(
        requester,
        Kind.EVENT,
        Optional.of(room),
        Optional.of(eventId),
        Optional.of(event.pdu().sender()),
        reason == null ? "" : reason);
  }

  /**
   * @throws MatrixException M_NOT_FOUND for an unknown room; M_MISSING_PARAM without a reason
   */
  public void reportRoom(Requester requester, RoomId room, String reason) {
    requireReason(reason);
    if (!rooms.exists(room)) {
      throw MatrixException.notFound("The room was not found.");
    }
    insert(requester, Kind.ROOM, Optional.of(room), Optional.empty(), Optional.empty(), reason);
  }

  /**
   * Users of other domains can be reported without our telling whether they exist.
   *
   * @throws MatrixException M_NOT_FOUND for an unknown user of the own domain; M_MISSING_PARAM
   */
  public void reportUser(Requester requester, UserId user, String reason) {
    requireReason(reason);
    if (user.server().equals(requester.domain()) && !accounts.exists(user)) {
      throw MatrixException.notFound("The user was not found.");
    }
    insert(requester, Kind.USER, Optional.empty(), Optional.empty(), Optional.of(user), reason);
  }

  /** A page of the domain's reports: open ones first, then newest first. At most 200. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Report> page(Requester admin, int first, int count) {
    OrgAdminService.requireAdmin(admin);
    return store.page(admin.domain(), first, Math.min(count, LARGEST_PAGE));
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long count(Requester admin) {
    OrgAdminService.requireAdmin(admin);
    return store.count(admin.domain());
  }

  /** How many nobody has handled yet. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long countOpen(Requester admin) {
    OrgAdminService.requireAdmin(admin);
    return store.countOpen(admin.domain());
  }

  /** Marks a report as done; no error when somebody was quicker. */
  public void handle(Requester admin, long reportId) {
    OrgAdminService.requireAdmin(admin);
    if (store.handle(admin.domain(), reportId, admin.user(), clock.instant())) {
      audit.record(admin, "report.handle", String.valueOf(reportId), Json.object());
    }
  }

  private void insert(
      Requester requester,
      Kind kind,
      Optional<RoomId> room,
      Optional<EventId> event,
      Optional<UserId> user,
      String reason) {
    String kept = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    store.insert(
        requester.domain(),
        new Report(
            0,
            kind,
            requester.user(),
            room,
            event,
            user,
            kept.replace("\0", ""),
            clock.instant(),
            Optional.empty(),
            Optional.empty()));
  }

  private static void requireReason(String reason) {
    if (reason == null) {
      throw MatrixException.missingParam("reason is missing");
    }
  }
}
