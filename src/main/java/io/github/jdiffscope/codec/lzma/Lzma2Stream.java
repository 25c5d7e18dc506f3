package io.github.jdiffscope.codec.lzma;

import io.github.jdiffscope.bytes.BulkStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A stream of LZMA2: chunks of LZMA or of bytes as they are. Not a byte behind its end is read. */
public final class Lzma2Stream extends BulkStream {
  private static final int LZMA = 0x80;
  private static final int STORED = 2;
  private static final int STORED_AFTER_RESET = 1;
  private static final int RESET_ALL = 3;
  private static final int RESET_PROPERTIES = 2;

  private final InputStream coded;
  private final LzmaWindow window;
  private final LzmaDecoder decoder;
  private int left;
  private boolean stored;
  private boolean ended;
  private boolean started;
  private boolean needsProperties = true;

  /**
   * @param dictionary how far matches reach back
   * @param size of the content where it is known, or -1; only tells how much memory is needed
   */
  public Lzma2Stream(InputStream coded, long dictionary, long size) {
    this.coded = coded;
    window = new LzmaWindow(dictionary, size);
    decoder = new LzmaDecoder(window);
  }

  /** Returns the dictionary size that a property byte stands for. */
  public static long dictionary(int property) throws IOException {
    if (property < 0 || property > 40) {
      throw new IOException("LZMA2 dictionary size " + property + " is out of range");
    }
    return property == 40 ? 0xFFFF_FFFFL : (2L | property & 1) << property / 2 + 11;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (window.decoded() == 0) {
      if (ended || left == 0 && !chunk()) {
        return -1;
      }
      decode();
    }
    return window.take(target, offset, length);
  }

  private void decode() throws IOException {
    if (stored) {
      int count = window.copy(coded, left);
      if (count == 0) {
        throw new EOFException();
      }
      left -= count;
      return;
    }
    try {
      decoder.decode(window.room(left));
      left -= window.decoded();
      if (decoder.ended() || left == 0 && (window.isPending() || !decoder.isFinished())) {
        throw new IOException("an LZMA chunk does not end where it should");
      }
    } catch (IndexOutOfBoundsException damaged) {
      throw new IOException("a match reaches back to before the start", damaged);
    }
  }

  /** Reads the head of a chunk (the .xz file format names only the filter; its layout is that of XZ Embedded). */
  private boolean chunk() throws IOException {
    int control = next();
    if (control == 0) {
      ended = true;
      return false;
    }
    boolean lzma = control >= LZMA;
    int reset = lzma ? control >> 5 & 3 : 0;
    if (control == STORED_AFTER_RESET || lzma && reset == RESET_ALL) {
      window.reset();
      needsProperties = true;
      started = true;
    } else if (!started || !lzma && control != STORED) {
      throw new IOException("LZMA2 control byte " + control + " is out of place");
    }
    left = (lzma ? (control & 0x1F) << 16 : 0) + (next() << 8 | next()) + 1;
    stored = !lzma;
    if (lzma) {
      compressed((next() << 8 | next()) + 1, reset);
    }
    return true;
  }

  private void compressed(int size, int reset) throws IOException {
    if (reset >= RESET_PROPERTIES) {
      decoder.properties(next());
      needsProperties = false;
    } else if (needsProperties) {
      throw new IOException("an LZMA chunk lacks properties");
    } else if (reset == 1) {
      decoder.reset();
    }
    decoder.start(coded, size);
  }

  private int next() throws IOException {
    int value = coded.read();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    coded.close();
  }
}
