package dev.handoff.oci.objectstorage;

import static dev.handoff.oci.objectstorage.TestBucket.calls;
import static dev.handoff.oci.objectstorage.TestBucket.listings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.bmc.objectstorage.requests.HeadObjectRequest;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.oci.Calls;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.local.Fault;
import dev.handoff.oci.objectstorage.Bucket.Listed;
import dev.handoff.oci.objectstorage.Bucket.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BucketTest {

  private static final List<Fault> PASSING =
      List.of(
          Fault.THROTTLE,
          Fault.SERVER_ERROR,
          Fault.UNAVAILABLE,
          Fault.CUT,
          new Fault.Answer(409, "ConcurrentObjectUpdate"));

  private final TestBucket test = new TestBucket();
  private final Bucket bucket = test.bucket;

  @BeforeEach
  void noFaultIsLeftOver() {
    test.oci.faults().heal();
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void whatWasWrittenIsReadBackUnderAnyName() {
    for (String name : List.of("a", "a/b/c", "a b", "ü€𝄞", "a+b%2Fc?d#e&f=g", "x/../y")) {
      bucket.put(name, "text of " + name + " ü € 𝄞");

      assertEquals("text of " + name + " ü € 𝄞", bucket.get(name).orElseThrow().text());
    }
    assertEquals(Optional.empty(), bucket.get("nowhere"));
  }

  @Test
  void whatIsKnownAlreadyIsNotReadAgain() {
    bucket.put("known", "1");
    Stored known = bucket.get("known").orElseThrow();

    assertSame(known, bucket.get("known", known).orElseThrow());
    bucket.put("known", "2");
    assertEquals("2", bucket.get("known", known).orElseThrow().text());
    bucket.delete("known", null);
    assertEquals(Optional.empty(), bucket.get("known", known));
  }

  @Test
  void anObjectIsCreatedOnceAndReplacedByItsEtagOnly() {
    String first = bucket.create("once", "1").orElseThrow();

    assertEquals(Optional.empty(), bucket.create("once", "2"));
    String second = bucket.replace("once", first, "3").orElseThrow();
    assertEquals(Optional.empty(), bucket.replace("once", first, "4"));
    assertEquals(Optional.empty(), bucket.replace("never", first, "4"));
    assertEquals(new Stored("3", second), bucket.get("once").orElseThrow());
  }

  @Test
  void anObjectIsDeletedByItsEtagAndOnce() {
    String etag = bucket.create("gone", "1").orElseThrow();

    assertFalse(bucket.delete("gone", "another"));
    assertTrue(bucket.delete("gone", etag));
    assertFalse(bucket.delete("gone", etag));
    assertFalse(bucket.delete("gone", null));
  }

  @Test
  void listsInOrderOverManyPages() {
    IntStream.range(0, 2_101)
        .forEach(i -> test.storage.put("handoff", "many/%05d".formatted(i), ""));
    test.storage.put("handoff", "man", "");
    test.storage.put("handoff", "manz", "");

    List<Listed> all = bucket.list("many/", Integer.MAX_VALUE);

    assertEquals(2_101, all.size());
    assertEquals("many/00000", all.getFirst().name());
    assertEquals("many/02100", all.getLast().name());
    assertEquals(3, test.oci.faults().calls(listings()).size());
    assertEquals(1_500, bucket.list("many/", 1_500).size());
    assertEquals(
        List.of("many/00000"), bucket.list("many/", 1).stream().map(Listed::name).toList());
  }

  @Test
  void aHeadTellsTheEtagWithoutTheText() {
    String etag = bucket.create("head", "text").orElseThrow();

    assertEquals(
        etag,
        test.clients
            .objectStorage()
            .headObject(
                HeadObjectRequest.builder()
                    .namespaceName("localns")
                    .bucketName("handoff")
                    .objectName("head")
                    .build())
            .getETag());
  }

  @Test
  void whatPassesIsTriedAgain() {
    bucket.put("kept", "text");
    for (Fault fault : PASSING) {
      test.oci.faults().next(calls("GET"), fault, fault);
      test.oci.faults().next(calls("PUT"), fault, fault);
      test.oci.faults().next(listings(), fault, fault);

      assertEquals("text", bucket.get("kept").orElseThrow().text(), fault.toString());
      bucket.put("kept", "text");
      assertEquals(1, bucket.list("kept", 10).size(), fault.toString());
    }
  }

  @Test
  void whatStaysIsSaidAfterAFewTries() {
    test.oci.faults().always(request -> true, Fault.THROTTLE);
    long before = test.time.nanos();

    String message =
        String.valueOf(assertThrows(CloudUnavailable.class, () -> bucket.get("x")).getMessage());

    assertTrue(message.contains("x in the bucket handoff"), message);
    assertTrue(message.contains("429 TooManyRequests"), message);
    assertTrue(message.contains("opc-request-id"), message);
    assertEquals(5, test.oci.faults().calls(request -> true).size());
    assertTrue(test.time.nanos() - before < Duration.ofSeconds(4).toNanos());
  }

  @Test
  void whatNeverPassesIsTriedOnce() {
    for (Fault fault :
        List.of(Fault.FORBID, Fault.CONFLICT, new Fault.Answer(501, "NotImplemented"))) {
      test.oci.faults().heal();
      test.oci.faults().always(request -> true, fault);

      assertThrows(CloudUnavailable.class, () -> bucket.put("x", ""), fault.toString());
      assertEquals(1, test.oci.faults().calls(request -> true).size(), fault.toString());
    }
  }

  @Test
  void anAnswerThatIsNoneIsUnavailable() {
    bucket.put("kept", "text");
    test.oci.faults().always(request -> true, Fault.GARBAGE);

    assertThrows(CloudUnavailable.class, () -> bucket.list("", 10));
    assertThrows(CloudUnavailable.class, () -> bucket.get("kept"));
    assertThrows(CloudUnavailable.class, () -> bucket.create("new", "text"));
    assertThrows(CloudUnavailable.class, () -> bucket.replace("kept", "etag", "text"));
  }

  @Test
  void aBucketThatIsNotThereIsNotAnEmptyOne() {
    try (OciClients lost = test.oci.clients("lost")) {
      Bucket nowhere = new Bucket(lost, new Calls(test.time));
      List<Function<Bucket, Object>> calls =
          List.of(
              b -> b.get("x"),
              b -> b.create("x", ""),
              b -> b.replace("x", "etag", ""),
              b -> b.delete("x", null),
              b -> b.list("", 10));
      for (Function<Bucket, Object> call : calls) {
        String message =
            String.valueOf(
                assertThrows(CloudUnavailable.class, () -> call.apply(nowhere)).getMessage());
        assertTrue(message.contains("lost") && message.contains("BucketNotFound"), message);
      }
    }
  }
}
