package dev.handoff.installation.oci;

import static io.grpc.stub.ServerCalls.asyncUnaryCall;

import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Stands in for the Terraform provider {@code oracle/oci} where that cannot be had: a server of
 * Terraform's plugin protocol 5 that knows an extract of the provider's schema, and nothing else.
 *
 * <p>Terraform is told by {@code TF_REATTACH_PROVIDERS} where it listens. It then checks every
 * configuration against that schema as it does with a real provider, and plans and applies with its
 * own {@code mock_provider}, which asks a provider for its schema only.
 */
final class StandInProvider implements AutoCloseable {

  private static final String SERVICE = "tfplugin5.Provider";
  private static final byte[] NOTHING = {};

  private final Server server;

  private StandInProvider(Server server) {
    this.server = server;
  }

  static StandInProvider start() throws IOException {
    byte[] schema = ProviderSchema.read().response();
    ServerServiceDefinition service =
        ServerServiceDefinition.builder(SERVICE)
            .addMethod(method("GetSchema"), asyncUnaryCall((request, call) -> answer(call, schema)))
            // Both messages have the configuration as their first field.
            .addMethod(
                method("PrepareProviderConfig"),
                asyncUnaryCall((request, call) -> answer(call, request)))
            .addMethod(method("Configure"), nothing())
            .addMethod(method("ValidateResourceTypeConfig"), nothing())
            .addMethod(method("ValidateDataSourceConfig"), nothing())
            .addMethod(method("Stop"), nothing())
            .build();
    Server server =
        OkHttpServerBuilder.forPort(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .addService(service)
            .build()
            .start();
    return new StandInProvider(server);
  }

  private static io.grpc.ServerCallHandler<byte[], byte[]> nothing() {
    return asyncUnaryCall((request, call) -> answer(call, NOTHING));
  }

  private static void answer(io.grpc.stub.StreamObserver<byte[]> call, byte[] message) {
    call.onNext(message);
    call.onCompleted();
  }

  private static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(Bytes.AS_THEY_ARE)
        .setResponseMarshaller(Bytes.AS_THEY_ARE)
        .build();
  }

  /** The value of {@code TF_REATTACH_PROVIDERS}. */
  String reattachment() {
    return """
    {"registry.terraform.io/oracle/oci": {"Protocol": "grpc", "ProtocolVersion": 5, \
    "Pid": %d, "Test": true, "Addr": {"Network": "tcp", "String": "127.0.0.1:%d"}}}\
    """
        .formatted(ProcessHandle.current().pid(), server.getPort());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** Messages are encoded by {@link Message} already. */
  private enum Bytes implements Marshaller<byte[]> {
    AS_THEY_ARE;

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
