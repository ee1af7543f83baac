package dev.handoff.oci.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.functions.FunctionsInvoke;
import com.oracle.bmc.functions.FunctionsManagementClient;
import com.oracle.bmc.functions.requests.GetFunctionRequest;
import com.oracle.bmc.functions.requests.InvokeFunctionRequest;
import com.oracle.bmc.functions.requests.InvokeFunctionRequest.FnInvokeType;
import com.oracle.bmc.functions.requests.ListApplicationsRequest;
import com.oracle.bmc.functions.requests.ListFunctionsRequest;
import com.oracle.bmc.functions.responses.InvokeFunctionResponse;
import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.retrier.RetryConfiguration;
import com.oracle.bmc.util.StreamUtils;
import dev.handoff.oci.OciClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionsTest {

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Functions functions = new Functions();
  private final LocalOci server = LocalOci.start(functions);
  private final OciClients clients = server.clients("handoff");
  private final String application = functions.application("handoff", server.endpoint().toString());
  private final String function =
      functions.function(
          application,
          "handoff",
          body -> {
            String text = new String(body, StandardCharsets.UTF_8);
            heard.add(text);
            if (text.equals("poison")) {
              throw new IllegalArgumentException("cannot swallow that");
            }
            return ("answer to " + text).getBytes(StandardCharsets.UTF_8);
          });

  @AfterAll
  void stop() {
    clients.close();
    server.close();
  }

  private InvokeFunctionResponse invoke(String id, String body, FnInvokeType type) {
    FunctionsInvoke client = clients.functions(server.endpoint().toString());
    return client.invokeFunction(
        InvokeFunctionRequest.builder()
            .functionId(id)
            .fnInvokeType(type)
            .invokeFunctionBody(
                StreamUtils.createByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
            .build());
  }

  @Test
  void aCallIsAnswered() throws IOException {
    InvokeFunctionResponse response = invoke(function, "hello", FnInvokeType.Sync);

    assertEquals(
        "answer to hello",
        new String(response.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void aDetachedCallRunsLater() throws InterruptedException {
    heard.clear();

    assertEquals(202, invoke(function, "later", FnInvokeType.Detached).get__httpStatusCode__());
    assertEquals("later", heard.poll(1, TimeUnit.MINUTES));
  }

  @Test
  void aFunctionThatFailsIsABadGateway() {
    BmcException e =
        assertThrows(BmcException.class, () -> invoke(function, "poison", FnInvokeType.Sync));

    assertEquals(502, e.getStatusCode());
    assertTrue(String.valueOf(e.getMessage()).contains("cannot swallow that"), e::toString);
  }

  @Test
  void anUnknownFunctionIsNotFound() {
    BmcException e =
        assertThrows(
            BmcException.class,
            () -> invoke("ocid1.fnfunc.oc1.local.none", "hello", FnInvokeType.Sync));

    assertEquals(404, e.getStatusCode());
  }

  @Test
  void functionsAreFoundByTheirNames() {
    functions.function(application, "another", body -> body);
    try (FunctionsManagementClient client =
        FunctionsManagementClient.builder()
            .endpoint(server.endpoint().toString())
            .configuration(
                ClientConfiguration.builder()
                    .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
                    .build())
            .build(server.user("operator").credentials())) {
      String found =
          client
              .listApplications(
                  ListApplicationsRequest.builder()
                      .compartmentId(LocalOci.COMPARTMENT)
                      .displayName("handoff")
                      .build())
              .getItems()
              .getFirst()
              .getId();
      assertEquals(application, found);
      assertEquals(
          List.of(function),
          client
              .listFunctions(
                  ListFunctionsRequest.builder()
                      .applicationId(found)
                      .displayName("handoff")
                      .build())
              .getItems()
              .stream()
              .map(each -> each.getId())
              .toList());
      assertEquals(
          server.endpoint().toString(),
          client
              .getFunction(GetFunctionRequest.builder().functionId(function).build())
              .getFunction()
              .getInvokeEndpoint());
    }
  }
}
