package org.konsil.jca;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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

/** The rules of the house (DESIGN.md, section 4) as far as they concern the connector. */
@AnalyzeClasses(packages = "org.konsil.jca", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("api")
          .definedBy("org.konsil.jca.api..")
          .layer("wire")
          .definedBy("org.konsil.jca.wire..")
          .layer("cetp")
          .definedBy("org.konsil.jca.cetp..")
          .layer("konnektor")
          .definedBy("org.konsil.jca.konnektor..")
          .whereLayer("konnektor")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cetp")
          .mayOnlyBeAccessedByLayers("konnektor")
          .whereLayer("wire")
          .mayOnlyBeAccessedByLayers("konnektor", "cetp")
          .whereLayer("api")
          .mayOnlyBeAccessedByLayers("konnektor", "cetp");

  @ArchTest
  static final ArchRule NEEDS_ONLY_THE_JDK_AND_CONNECTORS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "javax..", "jakarta.resource..", "org.konsil.jca..");

  @ArchTest
  static final ArchRule NO_THREADS_OF_ITS_OWN =
      noClasses()
          .should()
          .callConstructor(Thread.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class);

  @ArchTest
  static final ArchRule NO_SYSTEM_PROPERTIES =
      noClasses()
          .should()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class, String.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule NO_IMPL =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util");

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/org/konsil/jca"))) {
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
