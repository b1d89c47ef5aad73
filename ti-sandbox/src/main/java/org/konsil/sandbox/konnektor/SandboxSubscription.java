package org.konsil.sandbox.konnektor;

import java.time.Instant;

/**
 * Who wants which events.
 *
 * @param topic a topic or a prefix of topics
 */
record SandboxSubscription(String id, String eventTo, String topic, Instant terminatesAt) {

  boolean wants(String eventTopic) {
    return eventTopic.equals(topic) || eventTopic.startsWith(topic + "/");
  }

  SandboxSubscription until(Instant end) {
    return new SandboxSubscription(id, eventTo, topic, end);
  }
}
