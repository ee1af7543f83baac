package dev.handoff.oci.objectstorage;

import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.objectstorage.ObjectStorage;
import com.oracle.bmc.objectstorage.model.ListObjects;
import com.oracle.bmc.objectstorage.model.ObjectSummary;
import com.oracle.bmc.objectstorage.requests.DeleteObjectRequest;
import com.oracle.bmc.objectstorage.requests.GetObjectRequest;
import com.oracle.bmc.objectstorage.requests.ListObjectsRequest;
import com.oracle.bmc.objectstorage.requests.PutObjectRequest;
import com.oracle.bmc.objectstorage.responses.GetObjectResponse;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.oci.Calls;
import dev.handoff.oci.OciClients;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The installation's bucket, as small texts under names. Object Storage is strongly consistent: a
 * read after a write that was answered sees it, and so does a listing.
 *
 * <pre>
 * clusters/{cluster}/record           version, writer, record
 * journal/{cluster}/{newest first}    an entry; the bucket's lifecycle rule removes old ones
 * fleet/losses/{cluster}              its time of modification is that of the newest loss
 * nodes/{cluster}/{node}/orders|plan  what the controller tells a node
 * nodes/{cluster}/{node}/heard        what is known of a node whose beats lie far back
 * </pre>
 *
 * Every method throws {@link CloudUnavailable} when the bucket refuses or does not answer.
 */
public final class Bucket {

  /** The most names that one listing answers with. */
  static final int PER_LISTING = 1_000;

  /** Without it the next write would replace whatever is there. */
  private static final String ETAG = "ETag";

  private final ObjectStorage client;
  private final String namespace;
  private final String bucket;
  private final Calls calls;

  public Bucket(OciClients clients, Calls calls) {
    this.client = clients.objectStorage();
    this.namespace = clients.settings().namespace();
    this.bucket = clients.settings().name();
    this.calls = calls;
  }

  /**
   * An object.
   *
   * @param etag names this content: another ETag, another write
   */
  public record Stored(String text, String etag) {}

  /** An object's name and the server's time of its last change. */
  record Listed(String name, Instant modified) {}

  /** The bucket's name. */
  String name() {
    return bucket;
  }

  /** Reads an object; empty: there is none of this name. */
  public Optional<Stored> get(String name) {
    return get(name, null);
  }

  /**
   * Reads an object, if it is not the one that is known already.
   *
   * @param known what it was when last seen, which is returned when it still is
   */
  public Optional<Stored> get(String name, @Nullable Stored known) {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().namespaceName(namespace).bucketName(bucket).objectName(name);
    if (known != null) {
      request.ifNoneMatch(known.etag());
    }
    return calls.unless(
        Bucket::isAbsent,
        "reading " + where(name),
        () -> {
          GetObjectResponse response = client.getObject(request.build());
          return known != null && response.isNotModified()
              ? known
              : new Stored(text(response), Calls.required(response.getETag(), ETAG));
        });
  }

  private static String text(GetObjectResponse response) {
    try (InputStream body = response.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes an object, whatever is there. */
  public void put(String name, String text) {
    calls.make("writing " + where(name), () -> write(request(name, text)));
  }

  /**
   * Creates an object.
   *
   * @return its ETag; empty: there is one already. After a reply that was lost it may be this one
   */
  public Optional<String> create(String name, String text) {
    return calls.unless(
        Bucket::isMismatch,
        "creating " + where(name),
        () -> write(request(name, text).ifNoneMatch("*")));
  }

  /**
   * Replaces an object.
   *
   * @param etag of what it must be now
   * @return its new ETag; empty: it is another by now, or gone. After a reply that was lost it may
   *     be this one
   */
  public Optional<String> replace(String name, String etag, String text) {
    return calls.unless(
        refusal -> isMismatch(refusal) || isAbsent(refusal),
        "writing " + where(name),
        () -> write(request(name, text).ifMatch(etag)));
  }

  private String write(PutObjectRequest.Builder request) {
    return Calls.required(client.putObject(request.build()).getETag(), ETAG);
  }

  private PutObjectRequest.Builder request(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return PutObjectRequest.builder()
        .namespaceName(namespace)
        .bucketName(bucket)
        .objectName(name)
        .contentType("application/json")
        .contentLength((long) bytes.length)
        .putObjectBody(new ByteArrayInputStream(bytes));
  }

  /**
   * Deletes an object.
   *
   * @param etag of what it must be now; null: whatever it is
   * @return whether it is gone by this call; false: it is another, or was gone before
   */
  public boolean delete(String name, @Nullable String etag) {
    return calls
        .unless(
            refusal -> isMismatch(refusal) || isAbsent(refusal),
            "deleting " + where(name),
            () ->
                client.deleteObject(
                    DeleteObjectRequest.builder()
                        .namespaceName(namespace)
                        .bucketName(bucket)
                        .objectName(name)
                        .ifMatch(etag)
                        .build()))
        .isPresent();
  }

  /** The first objects under a prefix, in the order of their names. */
  List<Listed> list(String prefix, int most) {
    List<Listed> listed = new ArrayList<>();
    String start = null;
    do {
      ListObjects page = page(prefix, start, Math.min(PER_LISTING, most - listed.size()));
      page.getObjects().forEach(each -> listed.add(listed(each)));
      start = page.getNextStartWith();
    } while (start != null && listed.size() < most);
    return listed;
  }

  private ListObjects page(String prefix, @Nullable String start, int limit) {
    ListObjectsRequest request =
        ListObjectsRequest.builder()
            .namespaceName(namespace)
            .bucketName(bucket)
            .prefix(prefix)
            .start(start)
            .limit(limit)
            .fields("name,timeModified")
            .build();
    return calls.make(
        "listing " + where(prefix), () -> client.listObjects(request).getListObjects());
  }

  private static Listed listed(ObjectSummary summary) {
    return new Listed(
        summary.getName(), Calls.required(summary.getTimeModified(), "timeModified").toInstant());
  }

  private String where(String name) {
    return name + " in the bucket " + bucket;
  }

  /** Not any 404: a bucket that is not there, or may not be read, says nothing of its objects. */
  private static boolean isAbsent(BmcException refusal) {
    return refusal.getStatusCode() == 404 && "ObjectNotFound".equals(refusal.getServiceCode());
  }

  private static boolean isMismatch(BmcException refusal) {
    return refusal.getStatusCode() == 412;
  }
}
