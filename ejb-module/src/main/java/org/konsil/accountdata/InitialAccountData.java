package org.konsil.accountdata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.konsil.core.id.UserId;

/** Port: account data that a user has before anybody wrote it; what is written takes its place. */
public interface InitialAccountData {

  /** By type. */
  Map<String, ObjectNode> of(UserId user);
}
