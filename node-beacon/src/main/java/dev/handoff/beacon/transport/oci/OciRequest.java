package dev.handoff.beacon.transport.oci;

import java.net.URI;
import java.util.Map;

/**
 * One call, not signed yet.
 *
 * @param headers that are sent but not signed, which the services do not ask for
 * @param body JSON; empty: none
 */
record OciRequest(String method, URI url, Map<String, String> headers, String body) {

  OciRequest {
    headers = Map.copyOf(headers);
  }

  static OciRequest get(URI url) {
    return new OciRequest("GET", url, Map.of(), "");
  }

  static OciRequest post(URI url, String body) {
    return new OciRequest("POST", url, Map.of(), body);
  }

  OciRequest with(String header, String value) {
    return new OciRequest(method, url, Map.of(header, value), body);
  }
}
