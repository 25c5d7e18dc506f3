package io.github.jdiffscope.codec.lzma;

import io.github.jdiffscope.bytes.BulkStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A raw LZMA stream, of known size or up to its end mark. */
public final class LzmaStream extends BulkStream {
  private static final int HEADER = 13;

  private final InputStream coded;
  private final LzmaWindow window;
  private final LzmaDecoder decoder;
  private final boolean strict;
  private final boolean sized;
  private long left;

  /**
   * Returns the content of an .lzma file, which is properties, dictionary size, size and the stream.
   */
  public static LzmaStream file(InputStream coded) throws IOException {
    byte[] head = coded.readNBytes(HEADER);
    if (head.length < HEADER) {
      throw new EOFException();
    }
    long dictionary = 0;
    long size = 0;
    for (int i = 3; i >= 0; i--) {
      dictionary = dictionary << 8 | head[1 + i] & 0xFF;
    }
    for (int i = 7; i >= 0; i--) {
      size = size << 8 | head[5 + i] & 0xFF;
    }
    return new LzmaStream(coded, head[0] & 0xFF, dictionary, size < 0 ? -1 : size, true);
  }

  /**
   * @param size of the content, or -1 if there is an end mark
   * @param strict whether what follows the content must be its end
   */
  public LzmaStream(InputStream coded, int properties, long dictionary, long size, boolean strict) throws IOException {
    this.coded = coded;
    this.strict = strict;
    sized = size >= 0;
    left = sized ? size : Long.MAX_VALUE;
    window = new LzmaWindow(dictionary, size);
    decoder = new LzmaDecoder(window);
    decoder.properties(properties);
    decoder.start(coded);
  }

  /** Returns what was read of the coded stream beyond the end; known when all was read. */
  public byte[] ahead() {
    return decoder.ahead();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (window.decoded() == 0) {
      if (left == 0 || decoder.ended()) {
        return -1;
      }
      decode();
    }
    return window.take(target, offset, length);
  }

  private void decode() throws IOException {
    try {
      decoder.decode(window.room(left));
      left -= window.decoded();
      if (decoder.ended()) {
        if (sized && left > 0) {
          throw new IOException("the end mark comes before the end");
        }
        decoder.isFinished();
      } else if (left == 0 && strict && (window.isPending() || !decoder.isFinished())) {
        endMark();
      }
    } catch (IndexOutOfBoundsException damaged) {
      throw new IOException("a match reaches back to before the start", damaged);
    }
  }

  /** An end mark may follow although the size is known. */
  private void endMark() throws IOException {
    int decoded = window.decoded();
    if (!window.isPending()) {
      decoder.decode(window.index() + 1);
    }
    if (!decoder.ended() || window.decoded() > decoded) {
      throw new IOException("the data go on past their size");
    }
    decoder.isFinished();
  }

  @Override
  public void close() throws IOException {
    coded.close();
  }
}
