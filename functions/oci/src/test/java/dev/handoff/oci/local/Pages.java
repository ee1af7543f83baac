package dev.handoff.oci.local;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Lists in parts. Source: List Pagination
 * (docs.oracle.com/en-us/iaas/Content/API/Concepts/usingapi.htm#nine): {@code limit} and {@code
 * page} ask, {@code opc-next-page} says that there is more, with a token that means nothing to the
 * caller. A page may hold fewer items than the limit.
 */
public final class Pages {

  private static final int MOST = 1_000;

  private Pages() {}

  /** The page that the request asks for. */
  public static OciReply of(OciRequest request, List<?> all) {
    return of(request, all, MOST);
  }

  /**
   * The page that the request asks for.
   *
   * @param most how many a page holds at most, whatever is asked for
   */
  public static OciReply of(OciRequest request, List<?> all, int most) {
    int from = request.query("page").map(Pages::position).orElse(0);
    int to = Math.min(all.size(), from + limit(request, most));
    OciReply reply = OciReply.json(200, all.subList(Math.min(from, to), to));
    return to < all.size() ? reply.with("opc-next-page", token(to)) : reply;
  }

  /**
   * The limit that the request asks for.
   *
   * @throws OciRefusal with status 400 if it makes no sense
   */
  static int limit(OciRequest request, int most) {
    String text = request.query("limit").orElse(Integer.toString(most));
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new OciRefusal(400, "InvalidParameter", "limit is '" + text + "'");
    }
    return Math.min(most, Integer.parseInt(text));
  }

  private static String token(int position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("page-" + position).getBytes(StandardCharsets.UTF_8));
  }

  private static int position(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return Integer.parseUnsignedInt(text.substring("page-".length()));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw new OciRefusal(400, "InvalidParameter", "page is '" + token + "', which none was");
    }
  }
}
