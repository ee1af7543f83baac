package dev.handoff.console.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * What a browser asks a URL, TLS included. A status below 400 is a good answer; redirects are not
 * followed. The JDK asks once more when a connection is cut before the answer began, as browsers
 * do.
 *
 * @param url with the scheme http or https
 */
public record UrlQuestion(URI url) implements ClientLoop.Question {

  private static final int FIRST_BAD = 400;

  @Override
  public boolean isAnswered() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout(ClientLoop.TIMEOUT_MILLIS);
    connection.setReadTimeout(ClientLoop.TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Connection", "close");
    if (connection.getResponseCode() >= FIRST_BAD) {
      return false;
    }
    try (InputStream body = connection.getInputStream()) {
      body.readAllBytes();
    }
    return true;
  }
}
