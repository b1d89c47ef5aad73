package org.konsil.policy;

/** A rule on the making of a room; throws a MatrixException to refuse it. */
interface CreationRule {
  void check(CreationAttempt attempt);
}
