package org.konsil.core.filter;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pair of lists: what to include (absent means all) and what to exclude, which wins.
 *
 * @param include names to let pass; absent means every name
 * @param exclude names to hold back
 */
record NameList(Optional<Set<String>> include, Set<String> exclude) {

  static NameList read(FilterReader reader, String name, String prefix) {
    return new NameList(
        reader.list(name, prefix).map(Set::copyOf),
        Set.copyOf(reader.list("not_" + name, prefix).orElse(List.of())));
  }

  boolean allows(String name) {
    return !exclude.contains(name) && include.map(names -> names.contains(name)).orElse(true);
  }

  /** As {@link #allows}, each entry being a pattern in which '*' stands for any characters. */
  boolean allowsPattern(String name) {
    return exclude.stream().noneMatch(pattern -> Wildcard.matches(pattern, name))
        && include
            .map(patterns -> patterns.stream().anyMatch(p -> Wildcard.matches(p, name)))
            .orElse(true);
  }
}
