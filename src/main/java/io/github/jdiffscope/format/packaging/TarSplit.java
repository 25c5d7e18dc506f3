package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.tar.TarReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tar archive with only some of the entries of another one, block by block as they are stored there. */
final class TarSplit extends InputStream {
  private static final int BLOCK = 512;
  private static final int RECORD = 20 * BLOCK;
  private static final int EXTENDED_LIMIT_BYTES = 1 << 20;
  private static final Pattern PATH = Pattern.compile("(?:^|\n)[0-9]+ path=([^\n]*)\n");
  private static final Pattern SIZE = Pattern.compile("(?:^|\n)[0-9]+ size=([0-9]{1,18})\n");

  private final InputStream whole;
  private final Predicate<String> wanted;
  private byte[] ready = {};
  private int at;
  /** Bytes of the entry still to be handed on, or to be passed over. */
  private long content;
  private boolean kept;
  private boolean ended;
  private long position;
  private long emitted;

  /** @param wanted asked for the name of each entry, without {@code ./} before it */
  TarSplit(InputStream whole, Predicate<String> wanted) {
    this.whole = whole;
    this.wanted = wanted;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (length > 0) {
      if (at < ready.length) {
        int count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, target, offset, count);
        at += count;
        emitted += count;
        return count;
      }
      if (ended) {
        return -1;
      }
      if (content > 0) {
        byte[] part = whole.readNBytes((int) Math.min(content, 1 << 16));
        if (part.length == 0) {
          throw FormatException.at(position, "the tar archive is cut off inside an entry");
        }
        content -= part.length;
        position += part.length;
        ready = kept ? part : new byte[0];
        at = 0;
      } else {
        next();
      }
    }
    return 0;
  }

  /** Reads the headers of the next entry. */
  private void next() throws IOException {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    String name = null;
    long size = -1;
    while (true) {
      byte[] header = block();
      if (header.length == 0 || isZero(header)) {
        ended = true;
        // As much as tar writes: two blocks of zeros and what fills the record.
        ready = new byte[(int) (RECORD - (emitted + 2 * BLOCK) % RECORD) % RECORD + 2 * BLOCK];
        at = 0;
        return;
      }
      if (!TarReader.isHeader(header)) {
        throw FormatException.at(position - BLOCK, "there is no tar header");
      }
      headers.write(header);
      long stored = number(header);
      if ("xgLK".indexOf(header[156]) < 0) {
        start(headers, name != null ? name : name(header), size >= 0 ? size : stored);
        return;
      }
      byte[] extended = extended(stored);
      headers.write(extended);
      String text = FileNames.decode(Arrays.copyOf(extended, (int) stored));
      Matcher path = PATH.matcher(text);
      Matcher length = SIZE.matcher(text);
      name = header[156] == 'L' ? text.replace("\0", "") : header[156] == 'x' && path.find() ? path.group(1) : name;
      size = header[156] == 'x' && length.find() ? Long.parseLong(length.group(1)) : size;
    }
  }

  private void start(ByteArrayOutputStream headers, String name, long size) {
    kept = wanted.test(name.startsWith("./") ? name.substring(2) : name);
    content = (size + BLOCK - 1) / BLOCK * BLOCK;
    ready = kept ? headers.toByteArray() : new byte[0];
    at = 0;
  }

  private byte[] block() throws IOException {
    byte[] block = whole.readNBytes(BLOCK);
    position += block.length;
    if (block.length > 0 && block.length < BLOCK) {
      throw FormatException.at(position, "the tar archive is cut off inside a header");
    }
    return block;
  }

  private byte[] extended(long stored) throws IOException {
    if (stored > EXTENDED_LIMIT_BYTES) {
      throw FormatException.at(position, "an extended header of " + stored + " bytes is too large");
    }
    int padded = (int) ((stored + BLOCK - 1) / BLOCK * BLOCK);
    byte[] extended = whole.readNBytes(padded);
    position += extended.length;
    if (extended.length < padded) {
      throw FormatException.at(position, "the tar archive is cut off inside an extended header");
    }
    return extended;
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static String name(byte[] header) {
    String prefix = header[257] == 'u' && header[263] == '0' ? text(header, 345, 155) : "";
    return (prefix.isEmpty() ? "" : prefix + '/') + text(header, 0, 100);
  }

  private static String text(byte[] header, int start, int length) {
    int end = start;
    while (end < start + length && header[end] != 0) {
      end++;
    }
    return FileNames.decode(Arrays.copyOfRange(header, start, end));
  }

  /** Returns the size field: octal, or binary where the first bit is set. */
  private long number(byte[] header) throws IOException {
    if (header[124] < 0) {
      long value = 0;
      for (int i = 128; i < 136; i++) {
        value = value << 8 | header[i] & 0xFF;
      }
      return checked(value);
    }
    String digits = new String(header, 124, 12, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
    if (!digits.matches("[0-7]{0,12}")) {
      throw FormatException.at(position - BLOCK + 124, "size of a tar entry is no octal number");
    }
    return digits.isEmpty() ? 0 : checked(Long.parseLong(digits, 8));
  }

  private long checked(long size) throws IOException {
    if (size < 0 || size > Long.MAX_VALUE - BLOCK) {
      throw FormatException.at(position - BLOCK + 124, "size of a tar entry is out of range");
    }
    return size;
  }
}
