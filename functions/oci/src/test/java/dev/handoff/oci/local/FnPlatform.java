package dev.handoff.oci.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Starts containers of a function as OCI Functions does: a call goes to one that is free; if none
 * is, another is started, up to a limit, and then the call waits.
 */
public final class FnPlatform implements AutoCloseable {

  /** Enough for one to move an address while another hears of a beat; all share this machine. */
  private static final int MOST = 2;

  private final Semaphore places = new Semaphore(MOST, true);
  private final Path image;
  private final Path folder;
  private final Map<String, String> configuration;
  private final Deque<FnContainer> free = new ArrayDeque<>();
  private final List<FnContainer> all = new ArrayList<>();
  private int started;
  private boolean closed;

  /**
   * @param image folder with the jars
   * @param folder for the containers' own
   * @param configuration of the function
   */
  public FnPlatform(Path image, Path folder, Map<String, String> configuration) {
    this.image = image;
    this.folder = folder;
    this.configuration = configuration;
  }

  /**
   * Calls the function.
   *
   * @throws IllegalStateException if it says that it failed
   */
  public byte[] call(byte[] body) {
    places.acquireUninterruptibly();
    try {
      FnContainer container = taken();
      try {
        return container.call(body);
      } finally {
        synchronized (this) {
          free.push(container);
        }
      }
    } finally {
      places.release();
    }
  }

  private FnContainer taken() {
    int number;
    synchronized (this) {
      FnContainer idle = free.poll();
      if (idle != null) {
        return idle;
      }
      number = started++;
    }
    try {
      FnContainer fresh =
          FnContainer.start(image, folder.resolve("container-" + number), configuration);
      synchronized (this) {
        all.add(fresh);
        if (closed) {
          // It was still starting when the test ended.
          fresh.close();
        }
      }
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException("no container could be started", e);
    }
  }

  /** What all containers have logged. */
  public synchronized String output() throws IOException {
    StringBuilder output = new StringBuilder();
    for (FnContainer container : all) {
      output.append(container.output());
    }
    return output.toString();
  }

  @Override
  public synchronized void close() {
    closed = true;
    all.forEach(FnContainer::close);
  }
}
