package org.konsil.testdriver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house as far as they concern the test driver. */
@AnalyzeClasses(
    packages = "org.konsil.testdriver",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_SHORT_CUT_INTO_THE_SERVER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.konsil.core..", "org.konsil.account..", "org.konsil.room..", "org.konsil.web..");

  @ArchTest
  static final ArchRule KOTLIN_STAYS_IN_THE_ADAPTER =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.konsil.testdriver.trixnity..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("net.folivo..", "kotlin..", "kotlinx..", "io.ktor..");

  @ArchTest
  static final ArchRule MATRIX_KNOWS_NO_TEST_DRIVER =
      noClasses()
          .that()
          .resideInAPackage("org.konsil.testdriver.matrix..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.konsil.testdriver",
              "org.konsil.testdriver.api..",
              "org.konsil.testdriver.device..",
              "org.konsil.testdriver.konsil..",
              "jakarta..");

  @ArchTest
  static final ArchRule ONLY_THE_API_SPEAKS_HTTP_TO_CALLERS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.konsil.testdriver.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..");

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/org/konsil/testdriver"))) {
      List<Path> silent =
          folders
              .filter(Files::isDirectory)
              .filter(ArchitectureTest::holdsClasses)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertThat(silent).isEmpty();
    }
  }

  private static boolean holdsClasses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
