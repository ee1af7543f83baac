package dev.handoff.installation.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody asks of AWS.
 *
 * @param action for example {@code ec2:AssociateAddress}
 * @param resources all that the action touches; each must be allowed
 * @param context condition keys that hold for the whole request, each with its values
 */
public record Request(String action, List<Resource> resources, Map<String, List<String>> context) {

  /**
   * A resource.
   *
   * @param context condition keys that hold for it, such as its tags
   */
  public record Resource(String arn, Map<String, List<String>> context) {}

  /** A request that touches one resource without tags. */
  public static Request of(String action, String arn) {
    return new Request(action, List.of(new Resource(arn, Map.of())), Map.of());
  }

  /** The same, touching one more, which has this tag. */
  public Request and(String arn, String tag, String value) {
    List<Resource> all = new ArrayList<>(resources);
    all.add(new Resource(arn, Map.of("aws:ResourceTag/" + tag, List.of(value))));
    return new Request(action, all, context);
  }

  /** A request that touches one resource with this tag. */
  public static Request tagged(String action, String arn, String tag, String value) {
    return new Request(action, List.of(), Map.of()).and(arn, tag, value);
  }

  /** The same, where this holds. */
  public Request where(String key, String... values) {
    Map<String, List<String>> more = new HashMap<>(context);
    more.put(key, List.of(values));
    return new Request(action, resources, more);
  }
}
