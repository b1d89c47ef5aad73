package org.konsil.web;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** A door: it parses, calls one service and answers. */
@AnalyzeClasses(packages = "org.konsil.web", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> TAKE_PARAMETERS_IN_FIELDS =
      describe(
          "take parameters of the request in fields",
          type -> type.getFields().stream().anyMatch(ArchitectureTest::isParameter));

  /** One made for each request, with all that is injected into it, is a third of a short one. */
  @ArchTest
  static final ArchRule resourcesAreMadeOnce =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .and(DescribedPredicate.not(TAKE_PARAMETERS_IN_FIELDS))
          .should()
          .beAnnotatedWith(ApplicationScoped.class);

  @ArchTest
  static final ArchRule parametersInFieldsAreOfOneRequest =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .and(TAKE_PARAMETERS_IN_FIELDS)
          .should()
          .beAnnotatedWith(RequestScoped.class);

  @ArchTest
  static final ArchRule resourcesSayWhatTheyAre =
      classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

  @ArchTest
  static final ArchRule noDatabaseAndNoTransactions =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "jakarta.persistence..", "jakarta.transaction..");

  @ArchTest
  static final ArchRule clocksAreInjected =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule noThreadsOfItsOwn =
      noClasses()
          .should()
          .callConstructor(Thread.class, Runnable.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest static final ArchRule noMutableStatics = fields().that().areStatic().should().beFinal();

  private static boolean isParameter(JavaField field) {
    return field.isAnnotatedWith(PathParam.class) || field.isAnnotatedWith(QueryParam.class);
  }
}
