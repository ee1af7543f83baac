package dev.handoff.console.deployment;

import dev.handoff.aws.ec2.Xml;
import dev.handoff.console.deployment.SignedCalls.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Finds a deployment by the name of its CloudFormation stack. */
final class Stacks {

  private static final String OUTPUT = "Deployment";

  private final URI endpoint;
  private final SignedCalls calls;

  /**
   * Makes it.
   *
   * @param endpoint CloudFormation's, in the stack's region
   */
  Stacks(URI endpoint, SignedCalls calls) {
    this.endpoint = endpoint;
    this.calls = calls;
  }

  /** The deployment that a stack has among its outputs. */
  Deployment deployment(String stack) throws NoDeployment {
    Map<String, String> outputs = outputs(describe(stack));
    String json = outputs.get(OUTPUT);
    if (json == null) {
      throw new NoDeployment(
          "the stack '%s' has no output %s, so it is no installation of this version; it has %s"
              .formatted(stack, OUTPUT, outputs.isEmpty() ? "none" : outputs.keySet()));
    }
    try {
      return Deployment.parse(json);
    } catch (Deployment.Malformed e) {
      throw new NoDeployment(
          "the output %s of the stack '%s': %s".formatted(OUTPUT, stack, e.getMessage()));
    }
  }

  private Xml describe(String stack) throws NoDeployment {
    String form =
        "Action=DescribeStacks&Version=2010-05-15&StackName="
            + URLEncoder.encode(stack, StandardCharsets.UTF_8);
    String what = "asking CloudFormation for the stack '" + stack + "'";
    try {
      Answer answer =
          calls.call(
              "cloudformation",
              SdkHttpMethod.POST,
              endpoint.resolve("/"),
              Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
              form);
      Xml body = Xml.parse(answer.body().getBytes(StandardCharsets.UTF_8));
      if (answer.isSuccess()) {
        return body;
      }
      throw new NoDeployment(
          "%s at %s: %s: %s [status %d]"
              .formatted(
                  what,
                  endpoint,
                  body.text("Error", "Code"),
                  body.text("Error", "Message"),
                  answer.status()));
    } catch (IOException | XMLStreamException e) {
      throw new NoDeployment(what + " at " + endpoint + ": no answer that can be read: " + e);
    } catch (SdkException e) {
      throw new NoDeployment(what + ": there are no AWS credentials: " + e.getMessage());
    }
  }

  private static Map<String, String> outputs(Xml body) {
    Map<String, String> outputs = new TreeMap<>();
    body.child("DescribeStacksResult")
        .flatMap(result -> result.child("Stacks"))
        .flatMap(stacks -> stacks.child("member"))
        .flatMap(stack -> stack.child("Outputs"))
        .map(Xml::children)
        .orElse(List.of())
        .forEach(output -> outputs.put(output.text("OutputKey"), output.text("OutputValue")));
    return outputs;
  }
}
