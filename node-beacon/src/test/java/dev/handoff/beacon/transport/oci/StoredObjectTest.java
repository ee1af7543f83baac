package dev.handoff.beacon.transport.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.beacon.transport.oci.PlayedOci.Reply;
import dev.handoff.events.Orders;
import dev.handoff.events.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredObjectTest {

  private static final String NAME = "nodes/web/a/orders";
  private static final Orders FIRST = new Orders("boot", 1, "v1", List.of());
  private static final Orders SECOND = new Orders("boot", 2, "v1", List.of());

  private PlayedOci oci;
  private StoredObject<Orders> orders;

  @BeforeEach
  void opensTheCloud() throws IOException {
    oci = new PlayedOci();
    orders = new StoredObject<>(oci.call(), oci.object("nodes%2Fweb%2Fa%2Forders"), Orders.class);
  }

  @AfterEach
  void closesTheCloud() {
    oci.close();
  }

  @Test
  void readsWhatIsThereAndAfterThatOnlyWhatHasChanged() throws Exception {
    oci.put(NAME, Json.write(FIRST));

    assertEquals(FIRST, orders.read());
    assertEquals(FIRST, orders.read());
    oci.put(NAME, Json.write(SECOND));
    assertEquals(SECOND, orders.read());

    List<String> conditions =
        oci.calls("GET", "orders").stream()
            .map(call -> call.headers().getOrDefault("if-none-match", "none"))
            .toList();
    assertEquals(List.of("none", "tag-1", "tag-1"), conditions);
  }

  @Test
  void nothingThereIsNothing() throws Exception {
    assertNull(orders.read());

    oci.put(NAME, Json.write(FIRST));
    orders.read();
    oci.delete(NAME);
    assertNull(orders.read());

    oci.put(NAME, Json.write(SECOND));
    assertEquals(SECOND, orders.read());
  }

  @Test
  void aBucketThatIsNotThereIsNotTheSameAsNoOrders() {
    oci.fault(1, call -> true, Reply.error(404, "BucketNotFound"));

    StoreUnavailable thrown = assertThrows(StoreUnavailable.class, orders::read);

    assertTrue(
        String.valueOf(thrown.getMessage()).endsWith("cannot be read: 404 BucketNotFound: played"),
        thrown::getMessage);
  }

  @Test
  void whatMakesNoSenseIsReadAgain() throws Exception {
    oci.put(NAME, "{");
    assertThrows(StoreUnavailable.class, orders::read);
    assertThrows(StoreUnavailable.class, orders::read);

    oci.put(NAME, Json.write(FIRST));
    assertEquals(FIRST, orders.read());
  }

  @Test
  void aLateAnswerDoesNotBringBackWhatIsOlder() throws Exception {
    oci.put(NAME, Json.write(FIRST));
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    boolean[] first = {true};
    // The service looks at the first question at once, and its answer is long under way.
    oci.afterReply(call -> {
      if (first[0]) {
        first[0] = false;
        arrived.countDown();
        await(released);
      }
    });
    CompletableFuture<@Nullable Orders> slow = CompletableFuture.supplyAsync(this::read);
    await(arrived);
    oci.put(NAME, Json.write(SECOND));

    assertEquals(SECOND, orders.read());
    released.countDown();

    assertEquals(SECOND, slow.get(30, TimeUnit.SECONDS));
    assertEquals(SECOND, orders.read());
  }

  private @Nullable Orders read() {
    try {
      return orders.read();
    } catch (StoreUnavailable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
