package org.konsil.policy;

/** A rule on one event; throws a MatrixException to refuse it. */
interface EventRule {
  void check(EventAttempt attempt);
}
