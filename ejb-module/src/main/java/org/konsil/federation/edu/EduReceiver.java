package org.konsil.federation.edu;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.konsil.federation.FederationRequester;

/** Takes in EDUs of some kinds; one bean a kind. */
interface EduReceiver {
  /** The values of {@code edu_type}. */
  Set<String> types();

  /**
   * A MatrixException says that the EDU is malformed or not the server's to send; it is dropped
   * then.
   */
  void receive(FederationRequester peer, String type, ObjectNode content);
}
