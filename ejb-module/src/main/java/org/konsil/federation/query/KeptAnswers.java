package org.konsil.federation.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What other servers answered, and that there was no answer, each kept for a while. */
final class KeptAnswers<Q> {
  private final Cache<Q, Optional<ObjectNode>> kept;

  KeptAnswers(long most, Duration lifetime) {
    kept = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(lifetime).build();
  }

  /** A copy of the answer; what the question throws is not kept. */
  Optional<ObjectNode> to(Q question, Function<Q, Optional<ObjectNode>> ask) {
    Optional<ObjectNode> answer = kept.getIfPresent(question);
    if (answer == null) {
      // asked outside of the cache's lock: others need not wait for the net
      answer = ask.apply(question);
      kept.put(question, answer);
    }
    return answer.map(ObjectNode::deepCopy);
  }
}
