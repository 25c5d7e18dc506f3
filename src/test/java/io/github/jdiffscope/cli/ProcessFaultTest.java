package io.github.jdiffscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.pool.Program;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program as a process, ended and hindered in every way. */
@Timeout(120)
class ProcessFaultTest {
  @TempDir
  Path folder;
  private Program program;
  private Path left;
  private Path right;

  @BeforeEach
  void inputs() throws Exception {
    program = new Program(folder);
    left = Files.createDirectory(folder.resolve("left"));
    right = Files.createDirectory(folder.resolve("right"));
  }

  private void pair(String name, String a, String b) throws Exception {
    Files.writeString(left.resolve(name), a);
    Files.writeString(right.resolve(name), b);
  }

  @Test
  void aKilledParentLeavesNoProcessAndTheNextRunSweepsItsFolder() throws Exception {
    Process busy = busy();
    List<ProcessHandle> workers = busy.children().toList();
    Path abandoned = program.temporary().resolve("jdiffscope-" + System.getProperty("user.name"))
        .resolve(busy.pid() + "-1");
    Files.createDirectories(abandoned.resolve("1"));
    busy.destroyForcibly().waitFor();
    await("workers end within a second of their parent", Duration.ofSeconds(1),
        () -> workers.stream().noneMatch(ProcessFaultTest::runs));
    Files.delete(left.resolve("busy"));
    Files.delete(right.resolve("busy"));
    pair("text", "one\n", "two\n");
    assertThat(program.run(left.toString(), right.toString())).isEqualTo(1);
    assertThat(abandoned).doesNotExist();
    assertNothingLeftBehind();
  }

  @Test
  void anInterruptedRunEndsWithTroubleAndLeavesNothingBehind() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")));
    for (String signal : List.of("INT", "TERM")) {
      Process busy = busy();
      List<ProcessHandle> workers = busy.children().toList();
      new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(busy.pid())).start().waitFor();
      assertThat(busy.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(busy.exitValue()).as(signal).isEqualTo(2);
      await("workers end", Duration.ofSeconds(2), () -> workers.stream().noneMatch(ProcessFaultTest::runs));
      assertNothingLeftBehind();
    }
  }

  /** Returns a run whose worker is busy for good. */
  private Process busy() throws Exception {
    pair("busy", "FAULT loop\n1", "FAULT loop\n2");
    Process process = program.start(left.toString(), right.toString());
    await("a worker is started", Duration.ofSeconds(20), () -> process.children().findAny().isPresent());
    // Time for the worker to say hello and to take its job.
    Thread.sleep(1500);
    return process;
  }

  @Test
  void aReaderThatStopsReadingEndsTheRunQuietly() throws Exception {
    // Many small changes: a single long one would be cut to less than a pipe holds.
    StringBuilder a = new StringBuilder();
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      a.append("same ").append(i).append("\nold ").append(i).append('\n');
      b.append("same ").append(i).append("\nnew ").append(i).append('\n');
    }
    pair("text", a.toString(), b.toString());
    Process process = program.builder(left.toString(), right.toString())
        .redirectError(program.err().toFile()).start();
    try (InputStream out = process.getInputStream()) {
      out.readNBytes(10);
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(Files.readString(program.err())).isEmpty();
    assertNothingLeftBehind();
  }

  @Test
  void anUnwritableScratchFolderIsSaidAtTheNodeThatNeedsIt() throws Exception {
    assumeTrue(Files.isWritable(folder));
    pair("text", "one\n", "two\n");
    zipOfZip(left.resolve("a.zip"), "1");
    zipOfZip(right.resolve("a.zip"), "2");
    // A file where the folder should be: not even root can write there.
    Files.delete(program.temporary());
    Files.writeString(program.temporary(), "");
    assertThat(program.run(left.toString(), right.toString())).isEqualTo(1);
    String report = Files.readString(program.out());
    assertThat(report).contains("-one").contains("+two");
    assertThat(Files.readString(program.err())).doesNotContain("Exception");
  }

  @Test
  void aFullTemporaryFolderIsSaidAtTheNodeThatNeedsIt() throws Exception {
    String mounts = "mount -t tmpfs -o size=64k none " + program.temporary() + " && ";
    assumeTrue(passes("unshare", "-rm", "sh", "-c", mounts + "true"), "no file system of one's own can be mounted here");
    assertUnpackingFailed("cannot be unpacked: no space left in the temporary folder", "unshare", "-rm", "sh", "-c",
        mounts + "exec \"$@\"", "sh");
  }

  @Test
  void aQuotaIsSaidAtTheNodeThatMeetsIt() throws Exception {
    assumeTrue(passes("sh", "-c", "ulimit -f 128"));
    assertUnpackingFailed("cannot be unpacked: the temporary folder may take no more (quota or ulimit -f)", "sh", "-c",
        "ulimit -f 128; exec \"$@\"", "sh");
  }

  /** Compares two compressed files that need a megabyte in the temporary folder, and a neighbour that needs nothing. */
  private void assertUnpackingFailed(String sentence, String... launcher) throws Exception {
    pair("text", "one\n", "two\n");
    bzip2(left.resolve("a.bz2"), "1\n".repeat(500_000));
    bzip2(right.resolve("a.bz2"), "2\n".repeat(500_000));
    ProcessBuilder builder = program.builder(left.toString(), right.toString());
    List<String> command = new java.util.ArrayList<>(List.of(launcher));
    command.addAll(builder.command());
    Process process = builder.command(command).redirectOutput(program.out().toFile())
        .redirectError(program.err().toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String report = Files.readString(program.out());
    assertThat(report).contains(sentence).contains("-one").contains("+two");
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(program.err())).isEmpty();
    assertNothingLeftBehind();
  }

  private static boolean passes(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
          .waitFor() == 0;
    } catch (java.io.IOException noSuchCommand) {
      return false;
    }
  }

  private static void bzip2(Path file, String content) throws Exception {
    try (OutputStream out = new BZip2CompressorOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
  }

  private static void zipOfZip(Path file, String content) throws Exception {
    java.io.ByteArrayOutputStream inner = new java.io.ByteArrayOutputStream();
    try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(inner)) {
      zip.putNextEntry(new java.util.zip.ZipEntry("x"));
      zip.write(content.getBytes());
    }
    try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new java.util.zip.ZipEntry("inner.zip"));
      zip.write(inner.toByteArray());
    }
  }

  @Test
  void aMissingArgumentIsOneSentence() throws Exception {
    assertThat(program.run(left.toString(), folder.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(Files.readString(program.err())).startsWith("jdiffscope: ").contains("no such file or directory");
    assertThat(Files.readString(program.err()).lines()).hasSizeLessThanOrEqualTo(2);
    assertThat(Files.readString(program.out())).isEmpty();
  }

  /** Returns whether a process runs: one that has ended but that nobody has waited for does not. */
  private static boolean runs(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (java.io.IOException noSuchFile) {
      return process.isAlive() && !Files.isDirectory(Path.of("/proc/self"));
    }
  }

  @Test
  void nativeLibrariesAreUnpackedNowhereButIntoTheScratchFolder() throws Exception {
    for (String coding : List.of("zstd/content/%s.zst", "lz4/content/%s.lz4")) {
      String path = "testdata/archive/" + coding;
      for (String jobs : List.of("0", "1")) {
        String[] pair = {path.formatted("left"), path.formatted("right")};
        assertThat(program.run("--jobs", jobs, pair[0], pair[1])).isEqualTo(1);
        assertThat(Files.readString(program.out())).contains("+101").doesNotContain("cannot");
        assertNothingLeftBehind();
      }
    }
  }

  private void assertNothingLeftBehind() throws Exception {
    try (Stream<Path> all = Files.list(program.temporary())) {
      assertThat(all).isEmpty();
    }
  }

  private static void await(String what, Duration limit, BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(20);
    }
  }
}
