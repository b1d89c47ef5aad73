package org.konsil.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/** Port to the profiles of other servers' users. Blocks; never called inside a transaction. */
public interface RemoteProfiles {
  /** All fields by name; empty when there is no such user. Other failures are MatrixExceptions. */
  Optional<ObjectNode> find(ServerName from, UserId user);
}
