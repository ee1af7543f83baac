package dev.handoff.console.deployment;

import com.oracle.bmc.auth.AuthenticationDetailsProvider;
import com.oracle.bmc.functions.requests.InvokeFunctionRequest;
import com.oracle.bmc.functions.responses.InvokeFunctionResponse;
import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.util.StreamUtils;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.oci.Calls;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.attempt.Limits;
import dev.handoff.oci.network.Inspection;
import dev.handoff.oci.network.OciAddresses;
import dev.handoff.oci.objectstorage.Bucket;
import dev.handoff.oci.objectstorage.NodeObjects;
import dev.handoff.oci.objectstorage.ObjectStorageClusterStore;
import dev.handoff.oci.objectstorage.ObjectStorageJournal;
import dev.handoff.oci.streaming.StreamingNodeChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An installation on Oracle Cloud. */
public final class OciInstallation implements Installation {

  private final OciDeployment deployment;
  private final AuthenticationDetailsProvider credentials;
  private final OciClients clients;
  private final Time time = new SystemTime();
  private final Calls calls = new Calls(time);

  /**
   * @param environment may lead to another server than Oracle's, see {@link OciDeployment#settings}
   */
  public OciInstallation(
      OciDeployment deployment,
      AuthenticationDetailsProvider credentials,
      Map<String, String> environment) {
    this.deployment = deployment;
    this.credentials = credentials;
    this.clients = new OciClients(deployment.settings(environment), credentials);
  }

  public OciDeployment deployment() {
    return deployment;
  }

  @Override
  public ClusterStore store() {
    return new ObjectStorageClusterStore(bucket(), time);
  }

  @Override
  public NodeChannel channel() {
    return new StreamingNodeChannel(clients, calls, new NodeObjects(bucket()), time);
  }

  @Override
  public Journal journal() {
    return new ObjectStorageJournal(bucket());
  }

  @Override
  public Addresses addresses() {
    return new OciAddresses(clients.virtualNetwork(), Limits.DEFAULT, time);
  }

  /** What can be said of a spec's network by looking. */
  public Inspection inspection() {
    return new Inspection(clients.virtualNetwork(), Limits.DEFAULT, time);
  }

  private Bucket bucket() {
    return new Bucket(clients, calls);
  }

  @Override
  public Time time() {
    return time;
  }

  @Override
  public Invocation invoke(String event) {
    InvokeFunctionRequest request =
        InvokeFunctionRequest.builder()
            .functionId(deployment.function())
            .invokeFunctionBody(
                StreamUtils.createByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)))
            .build();
    InvokeFunctionResponse response;
    try {
      response = clients.functions(deployment.functionEndpoint()).invokeFunction(request);
    } catch (BmcException e) {
      return refused(e);
    }
    try (InputStream body = response.getInputStream()) {
      return new Invocation.Answered(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return new Invocation.Doubtful("the function's answer broke off: " + e);
    }
  }

  /**
   * What became of a call that was not answered with success.
   *
   * @see <a
   *     href="https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionstroubleshooting.htm">what
   *     the statuses mean</a>
   */
  private Invocation refused(BmcException e) {
    String said =
        "%s [%s, status %d]".formatted(e.getMessage(), e.getServiceCode(), e.getStatusCode());
    return switch (e.getStatusCode()) {
      case 401 ->
          new Invocation.NotInvoked("Oracle Cloud does not accept who calls: " + said, true);
      case 404 ->
          new Invocation.NotInvoked(
              "there is no function %s, or you may not invoke it; %s"
                  .formatted(deployment.function(), said),
              true);
      case 400, 413, 429 -> new Invocation.NotInvoked(said, false);
      default ->
          new Invocation.Doubtful(
              e.isClientSide() || e.isTimeout()
                  ? "the function at %s did not answer: %s"
                      .formatted(deployment.functionEndpoint(), e.getMessage())
                  : "the function failed: " + said);
    };
  }

  @Override
  public String caller() {
    return credentials.getUserId();
  }

  @Override
  public String where() {
    return "installation %s in %s, compartment %s"
        .formatted(deployment.name(), deployment.region(), deployment.compartment());
  }

  @Override
  public void close() {
    clients.close();
  }
}
