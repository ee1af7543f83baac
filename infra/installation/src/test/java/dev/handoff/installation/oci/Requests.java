package dev.handoff.installation.oci;

import static dev.handoff.installation.oci.OciPolicies.CONTROLLER;
import static dev.handoff.installation.oci.OciPolicies.HOME;
import static dev.handoff.installation.oci.OciPolicies.NETWORK;

import dev.handoff.installation.oci.PolicyStatement.Asked;
import java.util.HashMap;
import java.util.Map;

/** What the parts of an installation ask of Oracle Cloud. */
final class Requests {

  private Requests() {}

  static Asked ask(String who, String verb, String type, String where, String... variables) {
    Map<String, String> told = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      told.put(variables[i], variables[i + 1]);
    }
    return new Asked(who, verb, type, where, told);
  }

  static Asked object(String who, String permission, String bucket, String name) {
    String verb =
        switch (permission) {
          case "OBJECT_INSPECT" -> "inspect";
          case "OBJECT_READ" -> "read";
          case "OBJECT_OVERWRITE" -> "use";
          default -> "manage";
        };
    return ask(
        who,
        verb,
        "objects",
        HOME,
        "request.permission",
        permission,
        "target.bucket.name",
        bucket,
        "target.object.name",
        name);
  }

  /** A call by the controller that touches something of the network. */
  static Asked call(String verb, String type, String operation) {
    return ask(CONTROLLER, verb, type, NETWORK, "request.operation", operation);
  }

  static Asked invoke(String who, String function) {
    return ask(who, "use", "fn-invocation", HOME, "target.function.id", function);
  }

  static Asked invoke(String principal, String id, String compartment, String function) {
    return ask(
        "any-user",
        "use",
        "fn-invocation",
        HOME,
        "request.principal.type",
        principal,
        "request.principal.id",
        id,
        "request.principal.compartment.id",
        compartment,
        "target.function.id",
        function);
  }

  static Asked find(String verb, String principal, String id, String compartment) {
    return ask(
        "any-user",
        verb,
        "fn-function",
        HOME,
        "request.principal.type",
        principal,
        "request.principal.id",
        id,
        "request.principal.compartment.id",
        compartment);
  }

  static Asked stream(String who, String type, String stream) {
    return ask(who, "use", type, HOME, "target.stream.id", stream);
  }

  static Asked connected(String principal, String compartment, String stream) {
    return ask(
        "any-user",
        "use",
        "stream-pull",
        HOME,
        "request.permission",
        "STREAM_CONSUME",
        "request.principal.type",
        principal,
        "request.principal.compartment.id",
        compartment,
        "target.stream.id",
        stream);
  }
}
