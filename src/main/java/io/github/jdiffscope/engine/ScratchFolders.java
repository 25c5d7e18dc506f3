package io.github.jdiffscope.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders a run unpacks into: one a job, in one a run, in one a user. Their names carry the owner's process id, so
 * that a later run can sweep what a killed one left. Nothing is made before something is unpacked.
 */
public final class ScratchFolders {
  private final Path base;
  private final Path run;

  private ScratchFolders(Path base, Path run) {
    this.base = base;
    this.run = run;
  }

  /** Returns the folders of this process below a folder for temporary files; sweeps those of processes that are gone. */
  public static ScratchFolders below(Path temporary) {
    String user = fileName(System.getProperty("user.name", "user"));
    Path base = temporary.resolve("jdiffscope-" + user);
    String pid = pid();
    if (Files.exists(base, LinkOption.NOFOLLOW_LINKS) && !isOurs(base)) {
      base = temporary.resolve("jdiffscope-" + user + "-" + pid);
    } else {
      sweep(base);
    }
    return new ScratchFolders(base, base.resolve(pid + "-" + Long.toHexString(System.nanoTime())));
  }

  private static String fileName(String user) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < user.length(); i++) {
      char c = user.charAt(i);
      name.append(c < 0x80 && Character.isLetterOrDigit(c) || c == '-' ? c : '_');
    }
    return name.toString();
  }

  /** Returns whether a folder is one, and belongs to us: a link or a stranger's folder in a shared place is a trap. */
  private static boolean isOurs(Path base) {
    try {
      return Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS) && Files.isWritable(base)
          && Files.getOwner(base).getName().equals(System.getProperty("user.name"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  private static void sweep(Path base) {
    String[] runs = base.toFile().list();
    if (runs == null) {
      return;
    }
    for (String name : runs) {
      int dash = name.indexOf('-');
      if (dash > 0 && !isAlive(name.substring(0, dash))) {
        delete(base.resolve(name));
      }
    }
  }

  /** Returns whether the process exists; true for what is no process id, which is not ours to delete. */
  private static boolean isAlive(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    } catch (NumberFormatException notOurs) {
      return true;
    }
  }

  /** Returns the id of this process; the launcher knows it sooner than the JDK finds out. */
  private static String pid() {
    String told = System.getProperty("jdiffscope.pid");
    return told != null ? told : Long.toString(ProcessHandle.current().pid());
  }

  /** Returns the folder of the whole run. */
  public Path run() {
    return run;
  }

  String folder(long job) {
    return run.resolve(Long.toString(job)).toString();
  }

  /** Deletes what a job unpacked. */
  void release(String folder) {
    File[] files = new File(folder).listFiles();
    if (files != null) {
      delete(Path.of(folder));
    }
  }

  /** Deletes everything of this run. */
  public void deleteAll() {
    if (Files.exists(run)) {
      delete(run);
    }
    // Only succeeds when no other run of this user is on.
    base.toFile().delete();
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | java.io.UncheckedIOException left) {
      // A later run sweeps it; the report does not depend on it.
    }
  }
}
