package org.konsil.it.conformance;

import java.util.List;

/** A module of the specification. */
public interface SpecModule {
  /** Its statements; each brings its own users, so that they can be proved in any order. */
  List<Check> checks(Homeserver server);
}
