package org.konsil.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that docs/robustness.md names is there. */
class RobustnessTableTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

  @Test
  void theTestsThatAreNamedExist() throws IOException {
    Map<String, List<Path>> tests = tests();
    List<String> missing = new ArrayList<>();
    int named = 0;
    Matcher matcher = NAMED.matcher(Files.readString(ROOT.resolve("docs/robustness.md")));
    while (matcher.find()) {
      named++;
      if (!isThere(tests.getOrDefault(matcher.group(1), List.of()), matcher.group(2))) {
        missing.add(matcher.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(90);
  }

  private static boolean isThere(List<Path> files, String method) throws IOException {
    for (Path file : files) {
      if (Files.readString(file).contains(" " + method + "(")) {
        return true;
      }
    }
    return false;
  }

  /** By the name of the class. */
  private static Map<String, List<Path>> tests() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> folders =
          modules
              .map(module -> module.resolve("src/test/java"))
              .filter(Files::isDirectory)
              .toList();
      List<Path> files = new ArrayList<>();
      for (Path folder : folders) {
        try (Stream<Path> found = Files.walk(folder)) {
          found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        }
      }
      return files.stream()
          .collect(
              Collectors.groupingBy(file -> file.getFileName().toString().replace(".java", "")));
    }
  }
}
