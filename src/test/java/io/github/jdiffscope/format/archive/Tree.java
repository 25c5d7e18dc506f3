package io.github.jdiffscope.format.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;

/** A folder to be packed: text, machine code, noise, a file with holes, links, folders, a name that is not ASCII. */
final class Tree {
  private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_000L);
  private static final String[] WORDS = {"alpha", "beta", "gamma", "delta", "zeta"};

  private Tree() {}

  /** Makes it; changed, one letter of {@code data.txt} is another. */
  static void make(Path root, boolean changed) throws IOException {
    Random random = new Random(3);
    Files.createDirectories(root.resolve("dir/deep"));
    write(root.resolve("data.txt"), text(random, changed).getBytes());
    write(root.resolve("a-name-longer-than-sixteen.txt"), "long\n".getBytes());
    write(root.resolve("empty"), new byte[0]);
    write(root.resolve("program"), program(random));
    Files.setPosixFilePermissions(root.resolve("program"), PosixFilePermissions.fromString("rwxr-xr-x"));
    byte[] noise = new byte[40_000];
    random.nextBytes(noise);
    write(root.resolve("dir/other.bin"), noise);
    write(root.resolve("dir/deep/\u00FCn\u00EF.txt"), "name\n".getBytes());
    try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("sparse").toFile(), "rw")) {
      sparse.seek(100_000);
      sparse.write("x".repeat(5000).getBytes());
      sparse.seek(300_000);
      sparse.write("y".repeat(100).getBytes());
      sparse.setLength(400_000);
    }
    Files.createSymbolicLink(root.resolve("link"), Path.of("data.txt"));
    Files.createLink(root.resolve("dir/hard"), root.resolve("program"));
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setTimes(TIME, TIME, null);
      }
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static String text(Random random, boolean changed) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      text.append(changed && i == 1234 ? "lime " : "line ").append(i).append(" of the text:");
      for (int k = 0; k < 6; k++) {
        text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Returns what looks like machine code of x86, full of calls and jumps, which branch filters change. */
  private static byte[] program(Random random) {
    ByteBuffer code = ByteBuffer.allocate(6000 * 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6000; i++) {
      code.put(new byte[] {0x55, 0x48, (byte) 0x89, (byte) 0xE5, (byte) 0xE8});
      code.putInt(random.nextInt(50) * 64 - code.position());
      code.put((byte) random.nextInt(256)).put((byte) 0x0F).put((byte) 0x84).putInt(random.nextInt(300));
    }
    return code.array();
  }
}
