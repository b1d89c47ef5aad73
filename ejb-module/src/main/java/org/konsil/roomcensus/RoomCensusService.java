package org.konsil.roomcensus;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;

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
}
