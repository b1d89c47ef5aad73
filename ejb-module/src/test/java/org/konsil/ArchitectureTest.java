package org.konsil;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules of the house that a compiler does not know. */
@AnalyzeClasses(
    packages = "org.konsil",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.OwnClasses.class})
class ArchitectureTest {
  /** Leaves out the other modules on the class path; they have rules of their own. */
  static final class OwnClasses implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return location.contains("/ejb-module/");
    }
  }

  @ArchTest
  static final ArchRule capabilitiesAreFreeOfCycles =
      slices().matching("org.konsil.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule roomKnowsOnlyWhatIsBelow =
      noClasses()
          .that()
          .resideInAPackage("org.konsil.room..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.konsil.participation..",
              "org.konsil.sync..",
              "org.konsil.timeline..",
              "org.konsil.federation..",
              "org.konsil.push..",
              "org.konsil.ephemeral..",
              "org.konsil.e2ee..",
              "org.konsil.onetimekey..",
              "org.konsil.todevice..");

  /** Within the capability: event, then relation and state, then room itself, then visibility. */
  @ArchTest
  static final ArchRule roomIsInLayers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("event")
          .definedBy("org.konsil.room.event")
          .layer("relation")
          .definedBy("org.konsil.room.relation")
          .layer("state")
          .definedBy("org.konsil.room.state")
          .layer("room")
          .definedBy("org.konsil.room")
          .layer("visibility")
          .definedBy("org.konsil.room.visibility")
          .whereLayer("event")
          .mayNotAccessAnyLayer()
          .whereLayer("relation")
          .mayOnlyAccessLayers("event")
          .whereLayer("state")
          .mayOnlyAccessLayers("event")
          .whereLayer("room")
          .mayOnlyAccessLayers("event", "relation", "state");

  /** What must be public for the layers of room to write is for them alone. */
  @ArchTest
  static final ArchRule roomAloneWritesRooms =
      classes()
          .that()
          .resideInAPackage("org.konsil.room..")
          .and()
          .areAnnotatedWith(ApplicationScoped.class)
          .and()
          .haveSimpleNameNotEndingWith("Service")
          .should()
          .onlyBeAccessed()
          .byAnyPackage("org.konsil.room..");

  @ArchTest
  static final ArchRule storesAndEntitiesStayInTheirCapability =
      classes()
          .that()
          .haveSimpleNameEndingWith("Store")
          .or()
          .areAnnotatedWith(Entity.class)
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule sqlOnlyInStores =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.konsil.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.sql..");

  @ArchTest
  static final ArchRule jpaOnlyInStoresAndEntities =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Store")
          .and()
          .areNotAnnotatedWith(Entity.class)
          .and()
          .haveSimpleNameNotContaining("Entity")
          .and()
          .resideOutsideOfPackage("org.konsil.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.persistence..");

  @ArchTest
  static final ArchRule noWebInServices =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.ws.rs..", "jakarta.servlet..", "jakarta.faces..", "jakarta.websocket..");

  @ArchTest
  static final ArchRule connectorOnlyInKonnektor =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.konsil.konnektor..")
          .and()
          .resideOutsideOfPackage("org.konsil.jca..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.resource..");

  @ArchTest
  static final ArchRule systemPropertiesOnlyInConfig =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.konsil.config..")
          .should()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class, String.class)
          .orShould()
          .callMethod(System.class, "getProperties");

  @ArchTest
  static final ArchRule clocksAreInjected =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.konsil.config..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC")
          .orShould()
          .callConstructor(java.security.SecureRandom.class);

  @ArchTest
  static final ArchRule noThreadsOfOurOwn =
      noClasses().should().callConstructor(Thread.class, Runnable.class);

  @ArchTest
  static final ArchRule noMutableStatics =
      fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  /** The archive's JNDI names are simple names: a second bean of the name would not deploy. */
  @ArchTest
  static void sessionBeansHaveNamesOfTheirOwn(JavaClasses all) {
    Map<String, List<String>> byName =
        all.stream()
            .filter(c -> c.isAnnotatedWith(Stateless.class) || c.isAnnotatedWith(Singleton.class))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    assertThat(byName).hasSizeGreaterThan(50);
    assertThat(byName.values()).allSatisfy(names -> assertThat(names).hasSize(1));
  }

  /** Through a no-interface view the container serves public methods alone. */
  @ArchTest
  static final ArchRule sessionBeansHavePublicMethodsOrPrivateOnes =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Stateless.class)
          .or()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Singleton.class)
          .and()
          .areNotAnnotatedWith(PostConstruct.class)
          .and()
          .areNotAnnotatedWith(PreDestroy.class)
          .and()
          .doNotHaveModifier(JavaModifier.STATIC)
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .bePublic()
          .orShould()
          .bePrivate();
}
