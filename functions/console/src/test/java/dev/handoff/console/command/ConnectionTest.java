package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.ExitCode;
import dev.handoff.console.remote.LabFile;
import dev.handoff.controller.port.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which controller is meant. */
@SuppressWarnings("NullAway.Init") // set before each test
final class ConnectionTest {

  @TempDir private Path home = Path.of("");
  private DeployedWorld world;

  @BeforeEach
  void start() {
    world = new DeployedWorld(home);
    world.has(Samples.spec("web", 2));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void theEnvironmentNamesADeployment() {
    world.environment.put("HANDOFF_DEPLOYMENT", world.file.toString());

    assertEquals(ExitCode.DONE, world.run("failcount"), world::err);
  }

  @Test
  void anOptionOutranksTheEnvironment() {
    world.environment.put("HANDOFF_STACK", "another");
    world.environment.put("HANDOFF_DEPLOYMENT", "another");

    assertEquals(ExitCode.DONE, world.handoff("failcount"), world::err);
  }

  @Test
  void twoOptionsAreOneTooMany() {
    assertEquals(ExitCode.BAD_INPUT, world.handoff("status", "--stack", "prod"));
    assertTrue(world.err().contains("give one of them"), world.err());
    assertEquals(ExitCode.BAD_INPUT, world.handoff("status", "--endpoint", "http://127.0.0.1:1"));
  }

  @Test
  void twoVariablesAreOneTooMany() {
    world.environment.put("HANDOFF_STACK", "prod");
    world.environment.put("HANDOFF_DEPLOYMENT", world.file.toString());

    assertEquals(ExitCode.BAD_INPUT, world.run("status"));
    assertTrue(world.err().contains("both HANDOFF_STACK and HANDOFF_DEPLOYMENT"), world.err());
  }

  @Test
  void ofTwoVariablesTheCloudChooses() {
    world.environment.put("HANDOFF_STACK", "prod");
    world.environment.put("HANDOFF_DEPLOYMENT", home.resolve("oracle.json").toString());

    assertEquals(ExitCode.BAD_INPUT, world.run("status", "--cloud", "oci"));
    assertTrue(world.err().contains("oracle.json: it cannot be read"), world.err());
    world.environment.remove("AWS_REGION");
    world.set("aws.configFile", home.resolve("none").toString());
    assertEquals(ExitCode.BAD_INPUT, world.run("status", "--cloud", "aws"));
    assertTrue(world.err().contains("in which region is the stack 'prod'?"), world.err());
  }

  @Test
  void anInstallationOnAnotherCloudThanSaidIsRefused() {
    assertEquals(ExitCode.BAD_INPUT, world.handoff("destroy", "--yes", "--cloud", "oci"));
    assertTrue(world.err().contains("it is on AWS, not on Oracle Cloud (--cloud)"), world.err());
    assertEquals(ExitCode.DONE, world.handoff("failcount", "--cloud", "aws"), world::err);
  }

  @Test
  void aStackIsOnAws() {
    assertEquals(ExitCode.BAD_INPUT, world.run("status", "--stack", "prod", "--cloud", "oci"));
    assertTrue(world.err().contains("a stack is on AWS"), world.err());
  }

  @Test
  void aCloudWithoutAnInstallationAsksForOne() {
    assertEquals(ExitCode.BAD_INPUT, world.run("status", "--cloud", "oci"));
    assertTrue(
        world.err().contains("which installation on Oracle Cloud? Say --deployment FILE"),
        world.err());
    assertEquals(ExitCode.BAD_INPUT, world.run("status", "--cloud", "aws"));
    assertTrue(world.err().contains("--stack NAME or --deployment FILE"), world.err());
  }

  @Test
  void aLabIsOnNoCloud() {
    assertEquals(
        ExitCode.BAD_INPUT,
        world.run("status", "--endpoint", "http://127.0.0.1:1", "--cloud", "oci"));
    assertTrue(world.err().contains("--endpoint names a lab"), world.err());
  }

  @Test
  void withNothingNamedAndNoLabTheWaysAreListed() {
    assertEquals(ExitCode.UNREACHABLE, world.run("status"));
    assertTrue(world.err().contains("--stack NAME, --deployment FILE"), world.err());
    assertTrue(world.err().contains("handoff lab"), world.err());
  }

  @Test
  void aVariableThatIsLeftOverDoesNotCommandProductionWhileALabRuns() throws Exception {
    world.environment.put("HANDOFF_DEPLOYMENT", world.file.toString());

    try (LabFile _ = LabFile.write(LabFile.directory(), "toy", "http://127.0.0.1:1", "token")) {
      assertEquals(ExitCode.BAD_INPUT, world.run("destroy", "--yes"));
    }

    assertTrue(world.err().contains("a lab of cluster toy is running; say which"), world.err());
    assertTrue(world.front.invoked().isEmpty(), "the function was invoked");
  }

  @Test
  void aStackWithoutARegionIsAskedFor() {
    world.environment.remove("AWS_REGION");
    world.set("aws.configFile", home.resolve("none").toString());

    assertEquals(ExitCode.BAD_INPUT, world.run("status", "--stack", "prod"));
    assertTrue(world.err().contains("--region"), world.err());
  }

  @Test
  void withoutCredentialsTheWaysToSomeAreListed() {
    for (String variable :
        new String[] {
          "AWS_ACCESS_KEY_ID",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
        }) {
      Assumptions.assumeTrue(
          System.getenv(variable) == null, variable + " is set, so there are credentials");
    }
    System.clearProperty("aws.accessKeyId");
    world.set("aws.disableEc2Metadata", "true");
    world.set("aws.configFile", home.resolve("none").toString());
    world.set("aws.sharedCredentialsFile", home.resolve("none").toString());

    assertEquals(ExitCode.UNREACHABLE, world.handoff("status"));
    assertTrue(world.err().startsWith("there are no AWS credentials"), world.err());
    assertTrue(world.err().contains("aws sso login"), world.err());
    assertEquals(ExitCode.NOT_SO, world.handoff("doctor"));
    assertTrue(world.out().startsWith("fail  credentials"), world.out());
  }

  @Test
  void aFileInAnotherRegionThanSaidIsRefused() {
    assertEquals(ExitCode.BAD_INPUT, world.handoff("status", "--region", "us-east-1"));
    assertTrue(world.err().contains("not in us-east-1"), world.err());
  }

  @Test
  void aFileThatIsNoDeploymentIsBadInput() throws Exception {
    Files.writeString(world.file, "{}");
    assertEquals(ExitCode.BAD_INPUT, world.handoff("status"));
    assertTrue(world.err().startsWith(world.file + ": 'region' is missing"), world.err());

    Files.delete(world.file);
    assertEquals(ExitCode.BAD_INPUT, world.handoff("status"));
    assertTrue(world.err().contains("cannot be read"), world.err());
  }
}
