package io.github.jdiffscope.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A folder for unpacked bytes. File names in it are numbers of ours: no name from the input ever becomes a path.
 * Nothing is made on disk before the first file is. Small files share one file on disk: of a tree of 200,000, making and
 * opening each would cost more than all else.
 */
public final class Scratch implements Closeable {
  private static final int MAKE_ATTEMPTS = 10;
  private static final int COPY_SIZE = 1 << 16;
  /** What is shorter is kept with others; the rest has a file of its own. */
  private static final int SMALL = 1 << 14;

  private final Path folder;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong left;
  private final long limit;
  private String sharedFile;
  private FileChannel shared;
  private long sharedSize;

  /**
   * @param folder where the files go; made when first needed
   * @param limit bytes that may be written in all
   */
  public Scratch(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
    this.left = new AtomicLong(limit);
  }

  public Path folder() {
    return folder;
  }

  /**
   * Returns the location of a copy of a stream.
   *
   * @throws LimitException if it is larger than what may still be written; nothing of it stays on disk
   */
  public BlobLocation copy(InputStream content) throws IOException {
    return write(content, true);
  }

  /** Returns the location of a copy of bytes that were already counted as unpacked. */
  BlobLocation keep(InputStream content) throws IOException {
    return write(content, false);
  }

  /** Makes the folder; another run that ends just now may take away an empty one above it in between. */
  private void makeFolder() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(folder);
        return;
      } catch (NoSuchFileException | FileAlreadyExistsException gone) {
        // A folder above was removed with another job's, between two steps of making this one.
        if (attempt == MAKE_ATTEMPTS) {
          throw gone;
        }
      }
    }
  }

  private BlobLocation write(InputStream content, boolean counted) throws IOException {
    byte[] start = content.readNBytes(SMALL);
    if (counted) {
      spend(start.length);
    }
    if (start.length < SMALL) {
      return share(start);
    }
    makeFolder();
    Path file = folder.resolve(Long.toString(next.getAndIncrement()));
    boolean complete = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start);
      long size = start.length + copy(content, out, counted);
      complete = true;
      return BlobLocation.wholeFile(file, size);
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Returns where the bytes of a small file lie, behind those of the ones before. */
  private synchronized BlobLocation share(byte[] bytes) throws IOException {
    if (shared == null) {
      makeFolder();
      Path file = folder.resolve(Long.toString(next.getAndIncrement()));
      shared = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
      sharedFile = FileNames.of(file);
      // Not at 0: what lies there is taken for a whole file, which ends with its last byte.
      sharedSize = 1;
    }
    long at = sharedSize;
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      sharedSize += shared.write(rest, sharedSize);
    }
    return BlobLocation.stored(sharedFile, at, bytes.length);
  }

  /** Lets go of the file that small ones share; what was kept stays readable, and more may still be kept. */
  @Override
  public synchronized void close() throws IOException {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  private long copy(InputStream content, OutputStream out, boolean counted) throws IOException {
    byte[] buffer = new byte[COPY_SIZE];
    long size = 0;
    for (int count; (count = content.read(buffer)) >= 0; size += count) {
      if (counted) {
        spend(count);
      }
      out.write(buffer, 0, count);
    }
    return size;
  }

  /** Throws if that many bytes are certainly too many: a claim can be refused before anything is unpacked. */
  void refuse(long claimedBytes) throws LimitException {
    if (claimedBytes > left.get()) {
      throw new LimitException(String.format(Locale.ROOT,
          "not unpacked: it claims %,d bytes, more than the %,d that are allowed (--max-unpacked)", claimedBytes, limit));
    }
  }

  /** Takes bytes from what may still be unpacked, whether they go to disk or to memory. */
  void spend(long bytes) throws LimitException {
    if (left.addAndGet(-bytes) < 0) {
      throw new LimitException(
          String.format(Locale.ROOT, "unpacking stopped after %,d bytes (--max-unpacked)", limit));
    }
  }
}
