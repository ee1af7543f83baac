package dev.handoff.oci.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Functions, each of which runs in the test. Source: InvokeFunction, GetFunction, ListFunctions and
 * ListApplications
 * (docs.oracle.com/en-us/iaas/api/#/en/functions/20181201/Function/InvokeFunction).
 */
public final class Functions implements OciService {

  private static final String VERSION = "20181201";

  /** "Functions service request body limit: 6 MB", in the service's limits. */
  private static final int MOST_BYTES = 6 * 1024 * 1024;

  private final Items applications = new Items();
  private final Items functions = new Items();
  private final Map<String, UnaryOperator<byte[]>> bodies = new LinkedHashMap<>();

  /**
   * Makes an application.
   *
   * @param endpoint where its functions are invoked
   */
  public synchronized String application(String name, String endpoint) {
    return applications
        .add(
            Item.of("fnapp")
                .set("displayName", name)
                .set("invokeEndpoint", endpoint)
                .set("lifecycleState", "ACTIVE"))
        .id();
  }

  /** Makes a function of an application that answers so. */
  public synchronized String function(String application, String name, UnaryOperator<byte[]> body) {
    Item function =
        functions.add(
            Item.of("fnfunc")
                .set("displayName", name)
                .set("applicationId", application)
                .set("invokeEndpoint", applications.get(application).text("invokeEndpoint"))
                .set("lifecycleState", "ACTIVE"));
    bodies.put(function.id(), body);
    return function.id();
  }

  @Override
  public Optional<OciReply> answer(OciRequest request) {
    if (request.isExactly("POST", VERSION, "functions", "*", "actions", "invoke")) {
      return Optional.of(invoke(request));
    }
    return found(request);
  }

  private synchronized Optional<OciReply> found(OciRequest request) {
    if (request.isExactly("GET", VERSION, "applications")) {
      return Optional.of(list(request, applications, "compartmentId"));
    }
    if (request.isExactly("GET", VERSION, "functions")) {
      return Optional.of(list(request, functions, "applicationId"));
    }
    if (request.isExactly("GET", VERSION, "functions", "*")) {
      return Optional.of(functions.get(request.path().get(2)).reply());
    }
    return Optional.empty();
  }

  private static OciReply list(OciRequest request, Items items, String within) {
    String parent =
        request
            .query(within)
            .orElseThrow(() -> new OciRefusal(400, "MissingParameter", within + " is needed"));
    Optional<String> name = request.query("displayName");
    List<Map<String, Object>> found =
        items
            .all(item ->
                item.is(within, parent)
                    && name.stream().allMatch(wanted -> item.is("displayName", wanted)))
            .stream()
            .map(Item::shown)
            .toList();
    return Pages.of(request, found);
  }

  /**
   * Runs it in the caller's thread, or without an answer where "fn-invoke-type" is "detached". What
   * the function throws is "FunctionInvokeExecutionFailed" with status 502, as in Troubleshooting
   * Functions (docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionstroubleshooting.htm).
   */
  private OciReply invoke(OciRequest request) {
    if (request.body().length > MOST_BYTES) {
      throw new OciRefusal(413, "RequestEntityTooLarge", "a call has at most 6 MB");
    }
    UnaryOperator<byte[]> body = body(request.path().get(2));
    if (request.header("fn-invoke-type").filter("detached"::equals).isPresent()) {
      // Nobody waits for the answer.
      Thread.ofVirtual().start(() -> run(body, request));
      return OciReply.empty(202);
    }
    try {
      return run(body, request);
    } catch (RuntimeException e) {
      throw new OciRefusal(502, "FunctionInvokeExecutionFailed", "function failed: " + e);
    }
  }

  private static OciReply run(UnaryOperator<byte[]> body, OciRequest request) {
    return new OciReply(
        200, Map.of("Content-Type", "application/octet-stream"), body.apply(request.body()));
  }

  private synchronized UnaryOperator<byte[]> body(String id) {
    functions.get(id);
    UnaryOperator<byte[]> body = bodies.get(id);
    if (body == null) {
      throw OciRefusal.notFound(id);
    }
    return body;
  }
}
