package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.participation.RoomEvictionService;
import org.konsil.room.RoomReadService;
import org.konsil.roomcensus.DomainMember;
import org.konsil.roomcensus.RoomCensusService;
import org.konsil.roomcensus.RoomFigures;

/**
 * The rooms that users of the administrator's domain are in. What a room is called and what is said
 * in it is not told: names of clinical rooms may be those of patients.
 */
@Stateless
public class RoomAdministrationService {
  private static final int EVICTED_AT_ONCE = 20;

  @Inject private RoomCensusService census;
  @Inject private RoomReadService rooms;
  @Inject private RoomClosureService closures;
  @Inject private RoomEvictionService evictions;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<RoomFigures> list(Requester admin, int first, int count) {
    AdministrationScope.requireAdmin(admin);
    return new Page<>(
        census.page(admin.domain(), first, count), first, census.count(admin.domain()));
  }

  /**
   * @throws MatrixException M_NOT_FOUND for a room that no user of the domain is joined to, whether
   *     or not others are
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public RoomFigures get(Requester admin, RoomId room) {
    AdministrationScope.requireAdmin(admin);
    return census
        .find(admin.domain(), room)
        .orElseThrow(() -> MatrixException.notFound("Unknown room"));
  }

  /**
   * Those of the domain, also who left; users of others are none of its administrators' business.
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<DomainMember> members(Requester admin, RoomId room, int first, int count) {
    AdministrationScope.requireAdmin(admin);
    return new Page<>(
        census.members(admin.domain(), room, first, count),
        first,
        census.countMembers(admin.domain(), room));
  }

  /**
   * Closes a room and takes all of the domain's users out of it, a few in a transaction; an
   * interrupted call can be repeated.
   *
   * @param reason what they are told, and the others read
   * @return how many users left
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public int shutDown(Requester admin, RoomId room, Optional<String> reason) {
    closures.close(admin, room, reason);
    int all = 0;
    int left = rooms.exists(room) ? EVICTED_AT_ONCE : 0;
    while (left == EVICTED_AT_ONCE) {
      left = evictions.evict(room, admin.domain(), reason.orElse(""), EVICTED_AT_ONCE);
      all += left;
    }
    return all;
  }
}
