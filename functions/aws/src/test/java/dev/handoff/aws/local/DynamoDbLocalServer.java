package dev.handoff.aws.local;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import dev.handoff.aws.AwsClients;
import dev.handoff.aws.AwsSettings;
import dev.handoff.aws.AwsSettings.Endpoints;
import dev.handoff.aws.dynamodb.Tables;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * AWS's DynamoDB Local with Streams, in memory, on a loopback port that other processes reach too.
 * Its own server would listen on every interface and report home; here only its request handlers
 * are used. Its licence keeps it to tests: it must never be part of what we ship.
 */
public final class DynamoDbLocalServer implements AutoCloseable {

  /** What any client may use: DynamoDB Local takes every key of letters and digits. */
  public static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  public static final String ACCOUNT = "123456789012";
  public static final Region REGION = Region.EU_CENTRAL_1;

  private static @Nullable DynamoDbLocalServer shared;

  private final Server server;

  private DynamoDbLocalServer(Server server) {
    this.server = server;
  }

  /** Starts a server on a port that is free, with no tables. */
  public static DynamoDbLocalServer start() {
    return start(0);
  }

  /**
   * Starts a server with no tables.
   *
   * @param port on loopback; zero: any that is free
   */
  public static DynamoDbLocalServer start(int port) {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    // The 0 stands for no proxied port; then: in memory, no file, one database for all keys and
    // regions, no artificial delay of table creation.
    var requests = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    ContextHandler context = new ContextHandler();
    context.setHandler(new LocalDynamoDBServerHandler(requests, null));
    server.setHandler(new ContextHandlerCollection(context));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not start on port " + port, e);
    }
    return new DynamoDbLocalServer(server);
  }

  /** One server for all tests of this JVM; each takes tables of its own. Ends with the JVM. */
  public static synchronized DynamoDbLocalServer shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  public URI endpoint() {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Settings that lead to this server, and nowhere for all else. */
  public AwsSettings settings(String tables) {
    return settings(tables, endpoint());
  }

  /** As {@link #settings(String)}, by way of a front. */
  public static AwsSettings settings(String tables, URI endpoint) {
    URI nowhere = URI.create("http://127.0.0.1:1");
    return new AwsSettings(REGION, ACCOUNT, tables, new Endpoints(endpoint, nowhere, nowhere));
  }

  /** A client, and the tables of that prefix created. */
  public DynamoDbClient client(String tables) {
    DynamoDbClient client = new AwsClients(settings(tables), CREDENTIALS).dynamoDb();
    new Tables(tables).create(client);
    return client;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not stop", e);
    }
  }

  /** Serves until the process is ended: {@code DynamoDbLocalServer [port [table-prefix]]}. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    DynamoDbLocalServer server = start(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0);
    if (arguments.length > 1) {
      server.client(arguments[1]).close();
    }
    System.out.println(server.endpoint());
  }
}
