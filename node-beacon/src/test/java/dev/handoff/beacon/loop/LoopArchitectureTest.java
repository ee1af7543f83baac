package dev.handoff.beacon.loop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The loop stays free of threads, clocks, sockets, processes and random numbers. */
class LoopArchitectureTest {

  private static final String LOOP = "dev.handoff.beacon.loop";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(LOOP);

  @Test
  void knowsNothingButValues() {
    classes()
        .that()
        .resideInAPackage(LOOP)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            LOOP,
            "dev.handoff.events",
            "dev.handoff.events.spec",
            "java.lang",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.time",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "org.jspecify.annotations")
        .check(CLASSES);
  }

  @Test
  void readsNoClockAndStartsNoThread() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            Thread.class,
            Runtime.class,
            Process.class,
            ProcessBuilder.class,
            ProcessHandle.class,
            Clock.class,
            Random.class)
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Math.class, "random")
        .check(CLASSES);
  }
}
