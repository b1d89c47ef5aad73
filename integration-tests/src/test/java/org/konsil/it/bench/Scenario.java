package org.konsil.it.bench;

import java.io.IOException;

/** One kind of load; makes its own accounts and rooms, so that it may run alone. */
interface Scenario {
  void run(Target target, Scale scale, Figures figures) throws IOException;
}
