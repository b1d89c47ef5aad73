package org.konsil.e2ee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * Port to other servers. Calls block and throw a MatrixException when the server refuses or cannot
 * be reached; never called inside a transaction.
 */
public interface RemoteKeys {
  /** All devices and keys of some users, as that server answers. */
  ObjectNode query(ServerName from, ServerName server, Collection<UserId> users);

  /**
   * One key a device, as that server answers.
   *
   * @param wanted user to device to algorithm
   */
  ObjectNode claim(ServerName from, ServerName server, ObjectNode wanted);
}
