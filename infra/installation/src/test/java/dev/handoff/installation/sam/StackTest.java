package dev.handoff.installation.sam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.local.MotoServer;
import dev.handoff.installation.Policies;
import dev.handoff.installation.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The template in the hands of AWS's own tools, and on a local AWS API server. */
class StackTest {

  /** What {@code moto_server} cannot create by CloudFormation; docs/aws.md lists it too. */
  private static final Set<String> UNKNOWN_TO_MOTO =
      Set.of(
          "AWS::CloudWatch::Alarm",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Logs::MetricFilter",
          "AWS::SNS::Subscription",
          "AWS::SNS::TopicPolicy",
          "AWS::Scheduler::Schedule");

  private static final Map<String, String> SOMEBODY =
      Map.of(
          "AWS_ACCESS_KEY_ID", "test",
          "AWS_SECRET_ACCESS_KEY", "test",
          "AWS_DEFAULT_REGION", "eu-central-1",
          "AWS_EC2_METADATA_DISABLED", "true");

  @TempDir Path folder;

  @Test
  void cfnLintFindsNothingInTheTemplate() {
    Program lint = Program.require("cfn-lint", "--", Template.FILE.toString());

    assertEquals(new Program.Ending(0, ""), lint.run(folder));
  }

  @Test
  void cfnLintFindsNothingInWhatBecomesOfIt() throws IOException {
    Program lint = Program.require("cfn-lint", "--", "plain.json");
    Files.writeString(folder.resolve("plain.json"), plain().toString());

    assertEquals(new Program.Ending(0, ""), lint.run(folder));
  }

  @Test
  void aLocalServerCreatesAndDeletesTheStack() throws IOException {
    URI server =
        MotoServer.shared()
            .map(MotoServer::endpoint)
            .orElseGet(() -> Assumptions.abort(MotoServer.MISSING));
    JsonObject plain = plain();
    Set<String> known = withoutWhatMotoCannot(plain);
    Files.writeString(folder.resolve("plain.json"), textFor(plain));
    upload(server);

    aws(
            server,
            "cloudformation create-stack --stack-name handoff --template-body file://plain.json")
        .and("--capabilities CAPABILITY_NAMED_IAM")
        .and("--parameters ParameterKey=DeletionProtection,ParameterValue=false")
        .run();

    assertEquals(known, created(server));
    JsonObject deployment = JsonParser.parseString(output(server, "Deployment")).getAsJsonObject();
    assertEquals("handoff", deployment.get("tables").getAsString());
    aws(server, "cloudformation delete-stack --stack-name handoff").run();
    assertEquals("[]", aws(server, "dynamodb list-tables --query TableNames").run().strip());
  }

  private JsonObject plain() {
    String transform =
        Policies.root().resolve("infra/installation/src/test/python/transform.py").toString();
    boolean installed =
        Program.require("python3", "-c", "import samtranslator").run(folder).code() == 0;
    Assumptions.assumeTrue(installed, "no aws-sam-translator: pip install it to run this test");
    return JsonParser.parseString(
            Program.require("python3", transform, Template.FILE.toString())
                .with(SOMEBODY)
                .output(folder))
        .getAsJsonObject();
  }

  private static Set<String> withoutWhatMotoCannot(JsonObject template) {
    JsonObject resources = template.getAsJsonObject("Resources");
    for (String name : Set.copyOf(resources.keySet())) {
      JsonObject resource = resources.getAsJsonObject(name);
      boolean conditional = resource.has("Condition"); // nobody is mailed, nothing is fenced
      if (conditional || UNKNOWN_TO_MOTO.contains(resource.get("Type").getAsString())) {
        resources.remove(name);
      }
    }
    return new TreeSet<>(resources.keySet());
  }

  /**
   * The source of the function's events is its alias, which there is not; and the server does not
   * leave out what has no value of a list.
   */
  private static String textFor(JsonObject template) {
    return Template.chosen(template, false)
        .toString()
        .replace("{\"Ref\":\"ControllerAliaslive\"}", "{\"Ref\":\"Controller\"}")
        .replace("${ControllerAliaslive}", "${Controller.Arn}");
  }

  /** Any zip will do: this server runs no code. */
  private void upload(URI server) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("function.zip")))) {
      zip.putNextEntry(new ZipEntry("empty"));
    }
    aws(server, "s3api create-bucket --bucket artifacts")
        .and("--create-bucket-configuration LocationConstraint=eu-central-1")
        .run();
    aws(server, "s3api put-object --bucket artifacts --key handoff-aws-lambda.zip")
        .and("--body function.zip")
        .run();
  }

  private Set<String> created(URI server) {
    String names =
        aws(server, "cloudformation describe-stack-resources --stack-name handoff")
            .and("--query StackResources[].LogicalResourceId")
            .run();
    return StreamSupport.stream(JsonParser.parseString(names).getAsJsonArray().spliterator(), false)
        .filter(JsonElement::isJsonPrimitive) // the server adds an entry without a name
        .map(JsonElement::getAsString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String output(URI server, String name) {
    String value =
        aws(server, "cloudformation describe-stacks --stack-name handoff")
            .and("--query Stacks[0].Outputs[?OutputKey=='" + name + "'].OutputValue|[0]")
            .run();
    assertTrue(value.length() > 2, value);
    return JsonParser.parseString(value).getAsString();
  }

  private Call aws(URI server, String words) {
    return new Call(folder, new ArrayList<>(List.of("--endpoint-url", server.toString())))
        .and(words);
  }

  private record Call(Path folder, List<String> words) {

    Call and(String more) {
      words.addAll(List.of(more.split(" ")));
      return this;
    }

    String run() {
      return Program.require("aws", words.toArray(String[]::new)).with(SOMEBODY).output(folder);
    }
  }
}
