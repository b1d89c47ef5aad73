package org.konsil.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of this module: from outside means from outside, and nobody sleeps. */
@AnalyzeClasses(packages = "org.konsil.it")
class ArchitectureTest {
  @ArchTest
  static final ArchRule onlyTestsInsideTheContainerCallServices =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.konsil.it.container..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.konsil.account..",
              "org.konsil.config..",
              "org.konsil.device..",
              "org.konsil.e2ee..",
              "org.konsil.login..",
              "org.konsil.media..",
              "org.konsil.onetimekey..",
              "org.konsil.org..",
              "org.konsil.push..",
              "org.konsil.room..",
              "org.konsil.storage..",
              "org.konsil.sync..",
              "org.konsil.timeline..",
              "org.konsil.todevice..",
              "org.konsil.jca..",
              "org.konsil.konnektor..");

  @ArchTest
  static final ArchRule testsWaitForConditions =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule supportKnowsNoTest =
      noClasses()
          .that()
          .resideInAPackage("org.konsil.it.support..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.konsil.it.container..",
              "org.konsil.it.operations..",
              "org.konsil.it.clients..",
              "org.konsil.it.console..",
              "org.konsil.it.history..",
              "org.konsil.it.messenger..");

  @ArchTest
  static final ArchRule containerTestsAreNamedSo =
      classes()
          .that()
          .areAnnotatedWith("org.junit.jupiter.api.extension.ExtendWith")
          .and()
          .resideInAPackage("org.konsil.it.container..")
          .should()
          .haveSimpleNameEndingWith("InContainerIT");
}
