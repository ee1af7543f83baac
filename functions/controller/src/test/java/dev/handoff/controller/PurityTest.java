package dev.handoff.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * The controller takes values and ports and nothing else: what it decides can be replayed from what
 * it was given. Time comes by the port {@code Time}, chance not at all.
 */
@AnalyzeClasses(
    packages = "dev.handoff.controller",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {

  private static final Set<String> ALWAYS_IMPURE =
      Set.of(
          "java.lang.Thread",
          "java.lang.Runtime",
          "java.lang.ProcessBuilder",
          "java.time.Clock",
          "java.util.Random",
          "java.util.Timer",
          "java.security.SecureRandom");

  private static final Set<String> IMPURE =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle");

  @ArchTest
  static final ArchRule ONLY_VALUES_AND_PORTS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.handoff.controller..",
              "dev.handoff.events..",
              "java.lang..",
              "java.math..",
              "java.nio.charset..",
              "java.security..",
              "java.time..",
              "java.util..",
              "org.jspecify..")
          .because("the controller knows no SDK, no framework, no file and no socket");

  @ArchTest
  static final ArchRule NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .should()
          .accessTargetWhere(
              new DescribedPredicate<JavaAccess<?>>("a clock, a pause or chance is asked") {
                @Override
                public boolean test(JavaAccess<?> call) {
                  return isImpure(call);
                }
              })
          .because("time comes by the port Time, and the same input must decide the same");

  @ArchTest
  static final ArchRule NO_THREADS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..", "java.util.logging..")
          .because("who runs evaluations side by side is the entry point");

  @ArchTest
  static final ArchRule THE_CORE_CALLS_NO_PORT =
      noClasses()
          .that()
          .resideInAnyPackage("..decision..", "..handover..", "..liveness..", "..placement..")
          .should()
          .accessTargetWhere(
              new DescribedPredicate<JavaAccess<?>>("a port is called") {
                @Override
                public boolean test(JavaAccess<?> call) {
                  return call.getTargetOwner().isInterface()
                      && call.getTargetOwner()
                          .getPackageName()
                          .equals("dev.handoff.controller.port")
                      && call.getTargetOwner().isTopLevelClass();
                }
              })
          .because("the core takes what was read, and returns what is to be done");

  private static boolean isImpure(JavaAccess<?> access) {
    String type = access.getTargetOwner().getName();
    String member = access.getName();
    if (type.startsWith("java.time.") && member.equals("now")) {
      return true;
    }
    return ALWAYS_IMPURE.contains(type) || IMPURE.contains(type + "." + member);
  }
}
