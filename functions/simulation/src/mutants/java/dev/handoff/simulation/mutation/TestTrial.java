package dev.handoff.simulation.mutation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests of some class folders until the first one fails. In a process of its own, whose
 * class path has the broken class first. Exit code 1 and the test's name: caught; 0: survived.
 */
final class TestTrial {

  private TestTrial() {}

  /** The arguments are class folders. */
  public static void main(String[] folders) {
    Set<Path> roots = Arrays.stream(folders).map(Path::of).collect(Collectors.toSet());
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClasspathRoots(roots))
            .build();
    LauncherFactory.create().execute(request, new FirstFailure());
    System.exit(0);
  }

  private static final class FirstFailure implements TestExecutionListener {

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == TestExecutionResult.Status.FAILED) {
        System.out.println(className(test) + ", " + test.getLegacyReportingName());
        System.out.flush();
        Runtime.getRuntime().halt(1);
      }
    }

    /** Without its package. */
    private static String className(TestIdentifier test) {
      return UniqueId.parse(test.getUniqueId()).getSegments().stream()
          .filter(segment -> segment.getType().equals("class"))
          .map(segment -> segment.getValue().replaceAll(".*\\.", ""))
          .findFirst()
          .orElse(test.getUniqueId());
    }
  }
}
