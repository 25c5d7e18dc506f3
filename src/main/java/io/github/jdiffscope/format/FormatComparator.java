package io.github.jdiffscope.format;

import io.github.jdiffscope.sniff.Format;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Knows one format. It looks at one artifact at a time: pairing, comparing and recursing are done elsewhere, so that
 * swapped sides mirror and a missing side needs no code. Has no state: one instance serves all artifacts.
 */
public interface FormatComparator {

  /** Returns the format's id, name and recognition rules; always the same value. */
  Format format();

  /**
   * Returns the id of the format whose comparator also describes this artifact, or null: the base of the format, unless
   * one format has several kinds of bytes around it.
   */
  default String base(OpenArtifact artifact) throws IOException {
    return format().base();
  }

  /** Returns whether a folder of the file system is an artifact of this format, rather than a folder of files. */
  default boolean recognisesFolder(Path folder) {
    return false;
  }

  /**
   * Describes an artifact as sections of canonical text and, if it is a container, hands out its members.
   *
   * <p>What was handed over before an exception is kept: read and hand over in steps, so that damaged input still
   * shows what could be read.
   *
   * @throws io.github.jdiffscope.bytes.FormatException if the input breaks a rule of the format; the message becomes
   *     a comment, so it says where and which rule
   * @throws io.github.jdiffscope.bytes.LimitException if a limit was reached
   */
  void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException;
}
