package org.konsil.roomcensus;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/** The rooms of a domain. For other capabilities, which have decided that the caller may know. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RoomCensusService {
  @Inject private RoomCensusStore store;

  /** A page of the rooms that users of the domain are joined to, the newest first. */
  public List<RoomFigures> page(ServerName domain, int first, int count) {
    return store.page(domain, first, count);
  }

  /** How many rooms {@link #page} has in all. */
  public long count(ServerName domain) {
    return store.count(domain);
  }

  /** How many rooms the deployment keeps, whoever is in them. */
  public long countAll() {
    return store.countAll();
  }

  /** Empty when no user of the domain is joined to the room. */
  public Optional<RoomFigures> find(ServerName domain, RoomId room) {
    return store.find(domain, room);
  }

  /** A page of the domain's users who have or had a membership of the room, by user id. */
  public List<DomainMember> members(ServerName domain, RoomId room, int first, int count) {
    return store.members(domain, room, first, count);
  }

  public long countMembers(ServerName domain, RoomId room) {
    return store.countMembers(domain, room);
  }

  /** Users of hosted domains who are in the room, invited or knocking. */
  public List<UserId> present(RoomId room, int most) {
    return store.present(room, most);
  }

  /** The hosted domains whose users have or had a membership of the room. */
  public List<ServerName> domains(RoomId room) {
    return store.domains(room);
  }

  /**
   * Rooms that were made before, and that everybody here has left and forgotten; who has no account
   * any more counts as having forgotten. The oldest first.
   */
  public List<RoomId> forgotten(Instant madeBefore, int most) {
    return store.forgotten(madeBefore, most);
  }

  public boolean isForgotten(RoomId room, Instant madeBefore) {
    return store.isForgotten(room, madeBefore);
  }

  /**
   * Rooms that nobody here is in, invited to or knocking at, and that hold nothing but state, all
   * of it received before. The oldest first.
   */
  public List<RoomId> orphaned(Instant before, int most) {
    return store.orphaned(before, most);
  }

  public boolean isOrphaned(RoomId room, Instant before) {
    return store.isOrphaned(room, before);
  }

  /**
   * Rooms in which nobody of any server is, is invited or knocks but who made them, a user of ours,
   * and that hold nothing but state, all of it received before; spaces with rooms in them are none.
   * The oldest first.
   */
  public List<RoomId> alone(Instant before, int most) {
    return store.alone(before, most);
  }
}
