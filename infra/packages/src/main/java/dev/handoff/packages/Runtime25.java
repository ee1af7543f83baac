package dev.handoff.packages;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/**
 * A Java runtime of the beacon's own, linked from the JDK that runs this: {@code java.base} is all
 * that it needs. gson and snakeyaml know classes of {@code java.sql} and {@code java.desktop}, and
 * do without where there are none.
 */
final class Runtime25 {

  private Runtime25() {}

  /**
   * Links it.
   *
   * @param folder must not exist
   * @throws IOException if the linker fails; the message is the linker's own
   */
  static void link(Path folder) throws IOException {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink").orElseThrow(() -> new IOException("this JDK has no jlink"));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code =
        jlink.run(
            out,
            out,
            "--add-modules",
            "java.base",
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            // The package compresses better as a whole, and nothing has to be inflated at a start.
            "--compress",
            "zip-0",
            // For building runtimes and running jars by a double click.
            "--exclude-files",
            "/java.base/lib/classlist,/java.base/lib/jexec,/java.base/lib/jrt-fs.jar",
            "--vm",
            "server",
            "--output",
            folder.toString());
    if (code != 0) {
      throw new IOException("jlink failed: " + said);
    }
  }
}
