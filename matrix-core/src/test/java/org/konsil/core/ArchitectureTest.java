package org.konsil.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/** The rules of DESIGN.md, section 4, for this module. */
@AnalyzeClasses(packages = "org.konsil.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** From left to right: a package uses only those before it. Push and filter are neighbours. */
  private static final List<String> LINE =
      List.of("error", "id", "json", "roomversion", "signing", "event", "auth", "state");

  private static final List<String> ENDS = List.of("push", "filter");

  @ArchTest
  static final ArchRule usesOnlyJavaJacksonAndBouncyCastle =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.konsil.core..", "java..", "com.fasterxml.jackson..", "org.bouncycastle..");

  @ArchTest
  static final ArchRule cryptographyStaysInSigning =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.konsil.core.signing")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..");

  @ArchTest
  static final ArchRule doesNoInputOrOutput =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..", "java.util.logging..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Print.*)");

  @ArchTest
  static final ArchRule knowsNoClock =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.time.Clock.class, java.util.Date.class, java.util.Timer.class)
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule drawsNoRandomNumbers =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              java.util.Random.class,
              java.util.concurrent.ThreadLocalRandom.class,
              java.util.UUID.class)
          .orShould()
          .callConstructor(java.security.SecureRandom.class)
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule startsNoThreads =
      noClasses().should().dependOnClassesThat().belongToAnyOf(Thread.class);

  @ArchTest
  static final ArchRule hasNoStaticMutableState =
      fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  @ArchTest
  static final ArchRule namesSayWhatAClassDoes =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils");

  @ArchTest
  static void packagesLookOnlyToTheirLeft(JavaClasses classes) {
    for (int i = 0; i < LINE.size(); i++) {
      List<String> right = new ArrayList<>(LINE.subList(i + 1, LINE.size()));
      right.addAll(ENDS);
      mayNotUse(LINE.get(i), right).check(classes);
    }
    mayNotUse("push", List.of("filter")).check(classes);
    mayNotUse("filter", List.of("push")).check(classes);
  }

  @ArchTest
  static void everyPackageIsKnownAndDescribed(JavaClasses classes) {
    JavaPackage core = classes.getPackage("org.konsil.core");
    for (JavaPackage part : core.getSubpackages()) {
      assertThat(LINE.contains(part.getRelativeName()) || ENDS.contains(part.getRelativeName()))
          .as("package %s has a place in the order", part.getName())
          .isTrue();
      assertThat(part.tryGetPackageInfo()).as("package-info of %s", part.getName()).isPresent();
    }
  }

  private static ArchRule mayNotUse(String from, List<String> others) {
    String[] packages =
        others.stream().map(p -> "org.konsil.core." + p + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("org.konsil.core." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(true);
  }
}
