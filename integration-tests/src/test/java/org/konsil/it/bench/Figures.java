package org.konsil.it.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the scenarios of one run measured, by key; {@link Goals} says what each key means. */
final class Figures {
  private final Map<String, Double> values = new LinkedHashMap<>();

  void put(String key, double value) {
    values.put(key, value);
    System.err.printf("  %-34s %,.2f%n", key, value);
  }

  Map<String, Double> values() {
    return values;
  }
}
