package dev.handoff.beacon.transport.oci;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A token of the identity service, which is a JSON Web Token (RFC 7519).
 *
 * @param expires its claim {@code exp}
 */
record SecurityToken(String text, Instant expires) {

  /**
   * Reads the service's answer, {@code {"token": …}}.
   *
   * @throws IOException if it holds no token of that form
   */
  static SecurityToken of(String answer) throws IOException {
    try {
      String text =
          JsonParser.parseString(answer)
              .getAsJsonObject()
              .getAsJsonPrimitive("token")
              .getAsString();
      String claims =
          new String(
              Base64.getUrlDecoder().decode(text.split("\\.", -1)[1]), StandardCharsets.UTF_8);
      long expires =
          JsonParser.parseString(claims).getAsJsonObject().getAsJsonPrimitive("exp").getAsLong();
      return new SecurityToken(text, Instant.ofEpochSecond(expires));
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | ClassCastException
        | NullPointerException
        | ArrayIndexOutOfBoundsException e) {
      throw new IOException("the identity service answered with no token that makes sense", e);
    }
  }

  /** It stays out of logs. */
  @Override
  public String toString() {
    return "SecurityToken[until " + expires + "]";
  }
}
