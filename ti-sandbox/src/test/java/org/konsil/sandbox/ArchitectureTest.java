package org.konsil.sandbox;

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

/** The rules of the house as far as they concern the sandbox. */
@AnalyzeClasses(
    packages = "org.konsil.sandbox",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NOTHING_OF_THE_PRODUCT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.konsil.core..", "org.konsil.jca..", "org.konsil.web..", "org.konsil.ws..");

  @ArchTest
  static final ArchRule PARTS_KNOW_NO_SERVER =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.konsil.sandbox.konnektor..",
              "org.konsil.sandbox.directory..",
              "org.konsil.sandbox.pki..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("org.konsil.sandbox");

  @ArchTest
  static final ArchRule SETTINGS_IN_ONE_PLACE =
      noClasses()
          .that()
          .doNotHaveSimpleName("SandboxSettings")
          .should()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getProperties");

  @ArchTest
  static final ArchRule NO_THREADS_OF_ITS_OWN =
      noClasses()
          .should()
          .callConstructor(Thread.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/org/konsil/sandbox"))) {
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
