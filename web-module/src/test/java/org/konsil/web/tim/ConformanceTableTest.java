package org.konsil.web.tim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * docs/ti-conformance.md points at classes and tests that exist, and a rule of the policy names in
 * its Javadoc the requirements that its row gives it.
 */
class ConformanceTableTest {
  private static final Path ROOT = Path.of("..");
  private static final Path TABLE = ROOT.resolve("docs/ti-conformance.md");
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git", "docs");
  private static final Pattern NAME = Pattern.compile("`([\\w.-]+)`");
  private static final Pattern ID = Pattern.compile("A_\\d{5}(-\\d\\d)?");

  private record Row(String requirement, String where, String test) {}

  @Test
  void everyRowPointsAtWhatIsThere() throws IOException {
    Map<String, Path> sources = sources();
    List<String> missing = new ArrayList<>();
    for (Row row : rows()) {
      for (String name : names(row.where() + row.test())) {
        if (!sources.containsKey(name.contains(".") ? name : name + ".java")) {
          missing.add(row.requirement() + ": " + name);
        }
      }
      if (names(row.test()).isEmpty() && !row.test().startsWith("GAP")) {
        missing.add(row.requirement() + ": neither a test nor a gap");
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void rulesNameTheirRequirements() throws IOException {
    Map<String, Path> sources = sources();
    List<String> unnamed = new ArrayList<>();
    for (Row row : rows()) {
      for (String name : names(row.where())) {
        Path source = sources.get(name + ".java");
        if (source != null && source.endsWith(Path.of("policy", name + ".java"))) {
          String text = Files.readString(source);
          ids(row.requirement()).stream()
              .filter(id -> !text.contains(id))
              .forEach(id -> unnamed.add(name + " does not name " + id));
        }
      }
    }
    assertThat(unnamed).isEmpty();
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(TABLE)) {
      String[] cells = line.split("\\|");
      if (cells.length == 5 && !cells[1].contains("---") && !cells[1].contains("requirement ")) {
        rows.add(new Row(cells[1].trim(), cells[3].trim(), cells[4].trim()));
      }
    }
    assertThat(rows).hasSizeGreaterThan(50);
    return rows;
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  private static List<String> ids(String cell) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(cell);
    while (matcher.find()) {
      ids.add(matcher.group());
    }
    return ids;
  }

  private static Map<String, Path> sources() throws IOException {
    Map<String, Path> sources = new HashMap<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sources.put(file.getFileName().toString(), file);
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
