package dev.handoff.beacon.transport.aws;

import dev.handoff.beacon.transport.StoreUnavailable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Under which the store keeps this node's items. */
@FunctionalInterface
interface NodeKey {

  /**
   * The key.
   *
   * @throws StoreUnavailable if it is not known yet
   */
  String get() throws StoreUnavailable;

  /**
   * The instance's own ARN. Its metadata service may come up later than the beacon, which does not
   * wait for it: services are looked after meanwhile.
   */
  static NodeKey ofInstance(InstanceMetadata metadata) {
    return new NodeKey() {
      private @Nullable String known;

      @Override
      public synchronized String get() throws StoreUnavailable {
        if (known == null) {
          try {
            known = metadata.instanceArn();
          } catch (IOException e) {
            throw new StoreUnavailable(
                "the instance metadata does not tell who this is: " + e.getMessage(), e);
          }
        }
        return known;
      }
    };
  }
}
