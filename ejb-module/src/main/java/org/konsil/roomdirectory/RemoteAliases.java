package org.konsil.roomdirectory;

import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.ServerName;

/** Port: aliases of other servers. Blocks; never within a transaction. */
public interface RemoteAliases {
  /**
   * Where the alias leads, as its server says.
   *
   * @param own the domain that asks
   * @throws org.konsil.core.error.MatrixException M_NOT_FOUND, or what the other server says
   */
  RoomAliasService.Resolved resolve(ServerName own, RoomAlias alias);
}
