package org.konsil.federation.edu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.core.error.MatrixException;
import org.konsil.federation.FederationRequester;

/**
 * Hands the EDUs of a transaction to whom they concern, each by itself: one that is malformed or
 * fails is dropped and does not keep the next from its receiver. Unknown kinds are passed over.
 */
@ApplicationScoped
public class EduReceivingService {
  private static final Logger LOG = Logger.getLogger(EduReceivingService.class.getName());

  @Inject @Any private Instance<EduReceiver> all;

  private final Map<String, EduReceiver> receivers = new HashMap<>();

  @PostConstruct
  void collect() {
    all.forEach(receiver -> receiver.types().forEach(type -> receivers.put(type, receiver)));
  }

  public void receive(FederationRequester peer, Iterable<JsonNode> edus) {
    for (JsonNode edu : edus) {
      String type = edu.path("edu_type").asText("");
      EduReceiver receiver = receivers.get(type);
      if (receiver != null && edu.path("content") instanceof ObjectNode content) {
        receive(receiver, peer, type, content);
      }
    }
  }

  private static void receive(
      EduReceiver receiver, FederationRequester peer, String type, ObjectNode content) {
    try {
      receiver.receive(peer, type, content);
    } catch (MatrixException e) {
      LOG.fine(() -> "an EDU " + type + " of " + peer.origin() + " is dropped");
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "an EDU " + type + " of " + peer.origin() + " has failed");
    }
  }
}
