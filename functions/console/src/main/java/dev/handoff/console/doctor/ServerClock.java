package dev.handoff.console.doctor;

import dev.handoff.aws.dynamodb.Tables;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How far this machine's clock is from that of DynamoDB, by the date in its answers. */
final class ServerClock {

  /** The date has whole seconds, and the answer is a while on its way. */
  private static final Duration TOLERATED = Duration.ofSeconds(3);

  private final @Nullable Duration ahead;

  private ServerClock(@Nullable Duration ahead) {
    this.ahead = ahead;
  }

  /** Asks for an item that is never there; whoever may look may do that. */
  static ServerClock ask(DynamoDbClient client, Tables tables) {
    Instant before = Instant.now();
    SdkHttpResponse head;
    try {
      head =
          client
              .getItem(get ->
                  get.tableName(tables.clusters())
                      .key(
                          Map.of(
                              "cluster", AttributeValue.fromS("#doctor"),
                              "entry", AttributeValue.fromS("clock"))))
              .sdkHttpResponse();
    } catch (AwsServiceException e) {
      head = e.awsErrorDetails() == null ? null : e.awsErrorDetails().sdkHttpResponse();
    } catch (SdkException e) {
      head = null;
    }
    Duration took = Duration.between(before, Instant.now());
    Instant middle = before.plus(took.dividedBy(2));
    return new ServerClock(
        Optional.ofNullable(head)
            .flatMap(answer -> answer.firstMatchingHeader("Date"))
            .flatMap(ServerClock::parsed)
            .map(date -> Duration.between(date.plusMillis(500), middle))
            .orElse(null));
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The server's time now; null: it has not told. */
  @Nullable Instant now() {
    return ahead == null ? null : Instant.now().minus(ahead);
  }

  Check check() {
    return check(ahead);
  }

  /** Judges a difference; null: it is not known. */
  static Check check(@Nullable Duration ahead) {
    if (ahead == null) {
      return Check.warn(
          "clocks", "DynamoDB's answers have no date, so no clock was compared", "run it again");
    }
    if (ahead.abs().compareTo(TOLERATED) <= 0) {
      return Check.ok("clocks", "this machine's clock agrees with AWS's");
    }
    return Check.warn(
        "clocks",
        "this machine's clock is %d s %s AWS's"
            .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"),
        "set it by NTP: AWS refuses calls at five minutes, and ends of lifetimes seem shifted");
  }
}
