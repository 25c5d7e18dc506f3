package io.github.jdiffscope.format;

import io.github.jdiffscope.bytes.BlobLocation;
import java.io.IOException;
import java.io.InputStream;

/** Receives the members of a container, in stored order. Names may repeat and may be anything: they are never used as paths. */
public interface MemberSink {

  /** Adds a file that can be read where it lies: inside the container's own bytes or, for a directory, beside it. */
  void file(String name, BlobLocation location) throws IOException;

  /**
   * Adds a file by unpacking it now, to the end of the stream; the stream is not closed.
   *
   * @throws io.github.jdiffscope.bytes.LimitException if it is larger than what may still be unpacked
   */
  void unpack(String name, InputStream content) throws IOException;

  /** Adds a symbolic link. */
  void symlink(String name, String target) throws IOException;

  /** Adds a device, numbers written as {@code b 8:1} or {@code c 1:3}. */
  void device(String name, String numbers) throws IOException;

  /** Adds a named pipe or socket. */
  void special(String name, String word) throws IOException;

  /**
   * Says that there is a member whose content cannot be had, for a reason that a comment gives: it is encrypted or damaged.
   * Nothing of it is compared, and the other side's namesake is not called missing here.
   */
  default void unreadable(String name) {}

  /**
   * Says that the members added from here on are of a known format, whatever they look like; null = recognise them.
   *
   * @param formatId such as {@code archive/tar}
   */
  void knownFormat(String formatId);

  /** Returns whether members are wanted at all; false past the depth limit, where unpacking would be wasted. */
  boolean wanted();
}
