package org.konsil.it.bench;

import java.nio.file.Path;

/** Runs the scenario of two servers on a pair of one kind; adds its figures to a file. */
public final class FederationBench {
  private FederationBench() {}

  /**
   * Settings are system properties {@code bench.*}: name (konsil or synapse), scale (full or
   * quick), file, and for Konsil databases, password and javaOptions, see {@link KonsilPair}.
   */
  public static void main(String[] arguments) throws Exception {
    String name = Bench.setting("name");
    Scale scale = Scale.of(Bench.setting("scale"));
    Figures figures = new Figures();
    System.err.println(name + ": federation");
    try (Pair pair = name.equals("konsil") ? konsil() : new SynapsePair()) {
      new FederationScenario(pair, scale, figures).run();
    }
    Bench.write(Path.of(Bench.setting("file")), scale, figures);
  }

  private static Pair konsil() throws Exception {
    return new KonsilPair(
        Bench.setting("databases"), Bench.setting("password"), Bench.setting("javaOptions"));
  }
}
