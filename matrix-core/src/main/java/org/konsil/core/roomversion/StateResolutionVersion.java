package org.konsil.core.roomversion;

/** The algorithm that makes one state out of several. */
public enum StateResolutionVersion {
  /** Room version 1. */
  V1,
  /** Room versions 2 to 11. */
  V2,
  /** Room version 12: starts from an empty state and knows the conflicted state subgraph. */
  V2_1
}
