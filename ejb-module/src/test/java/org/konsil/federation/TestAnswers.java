package org.konsil.federation;

import java.util.Map;
import org.konsil.core.id.ServerName;
import org.konsil.outgoing.HttpAnswer;

/** Failures of other servers, for tests of what calls them. */
public final class TestAnswers {
  private TestAnswers() {}

  /**
   * @param status 0 for a server that does not answer
   */
  public static RemoteServerException failure(int status) {
    return status == 0
        ? RemoteServerException.unreachable(ServerName.parse("gone.example"))
        : RemoteServerException.refused(new HttpAnswer(status, Map.of(), new byte[0]));
  }
}
