package dev.handoff.aws.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A function's process as Lambda runs it: the deployed zip unpacked, AWS's own runtime interface
 * client as its main class, and an environment of nothing but what is given.
 */
public final class LambdaProcess implements AutoCloseable {

  /** What Lambda's managed runtimes start Java with. */
  public static final List<String> LAMBDA_FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  /** Where the runtime interface client looks for its library before it unpacks it itself. */
  private static final String LIBRARY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private final Process process;
  private final Path output;

  private LambdaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Unpacks a zip.
   *
   * @throws IOException if it cannot be read, or an entry leads out of the folder
   */
  public static void unpack(Path zip, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(entry.getName() + " leads out of " + folder);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
    }
  }

  /**
   * Starts a function.
   *
   * @param task folder with the unpacked zip; a log is written beside it
   * @param handler name of its class
   */
  public static LambdaProcess start(
      Path task,
      String handler,
      LambdaRuntimeApi api,
      Map<String, String> environment,
      List<String> flags)
      throws IOException {
    Path output = Files.createTempFile("handoff-lambda", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-D" + LIBRARY + "=" + library(task));
    command.add("-cp");
    command.add(classPath(task));
    command.add(AWSLambda.class.getName());
    command.add(handler);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "handoff");
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    builder.environment().put("_HANDLER", handler);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new LambdaProcess(builder.start(), output);
  }

  /**
   * The client's library, for this process only. Left alone, it unpacks it to one place in {@code
   * /tmp}: in Lambda each function has its own, but here another one that starts at the same time
   * takes it from under its feet.
   */
  private static Path library(Path task) throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "/jni/libaws-lambda-jni.linux-" + machine + ".so";
    try (InputStream in = AWSLambda.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the runtime interface client has no " + name);
      }
      Path library = task.resolve("libaws-lambda-jni.so");
      Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
      return library;
    }
  }

  /** The function's jars, then the runtime's own, which the zip does not bring. */
  private static String classPath(Path task) throws IOException {
    List<String> jars = new ArrayList<>();
    try (Stream<Path> lib = Files.list(task.resolve("lib"))) {
      lib.sorted().forEach(jar -> jars.add(jar.toString()));
    }
    for (Class<?> type : List.of(AWSLambda.class, PojoSerializer.class, Context.class)) {
      jars.add(jarOf(type));
    }
    return jars.stream().distinct().collect(Collectors.joining(File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("where is the jar of " + type + "?", e);
    }
  }

  /** What the process has written so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(output);
  }
}
