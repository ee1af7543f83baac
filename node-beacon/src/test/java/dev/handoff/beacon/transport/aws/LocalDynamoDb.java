package dev.handoff.beacon.transport.aws;

import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** DynamoDB Local behind a socket on loopback; its own server would listen everywhere. */
final class LocalDynamoDb {

  private final Server server;

  LocalDynamoDb() throws Exception {
    LocalDynamoDBServerHandler handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, true, null, true, false), null);
    server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    // Never started: it only knows how the handler is to be wrapped.
    server.setHandler(new DynamoDBProxyServer(0, handler).setUpHandler(handler));
    server.start();
  }

  URI endpoint() {
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  void close() throws Exception {
    server.stop();
  }
}
