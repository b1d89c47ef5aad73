package org.konsil.participation;

import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;

/** Port: the names of rooms, which the room directory keeps. */
public interface RoomAliases {

  /**
   * Gives a room a name in the caller's domain.
   *
   * @throws org.konsil.core.error.MatrixException M_ROOM_IN_USE when the name is taken;
   *     M_INVALID_PARAM when it belongs to another domain
   */
  void claim(Requester requester, RoomAlias alias, RoomId room);

  Optional<RoomId> find(RoomAlias alias);

  /**
   * Where another server says that its name leads; empty also when it does not answer. Blocks;
   * never called inside a transaction.
   *
   * @param own the domain of ours that asks
   */
  Optional<RoomId> findElsewhere(ServerName own, RoomAlias alias);

  /** Lists the room in the domain's directory. */
  void publish(ServerName domain, RoomId room);

  /** An upgraded room's names and listings go on with its successor. */
  void move(RoomId from, RoomId to);
}
