package io.github.jdiffscope.codec.compress;

import io.github.jdiffscope.bytes.BulkStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** The members of a gzip file one after another (RFC 1952); what follows the last is left unread as far as possible. */
public final class GzipStream extends BulkStream {
  private static final int BUFFER = 1 << 16;

  private final InputStream coded;
  private final Consumer<GzipMember> listener;
  private final java.util.zip.Inflater inflater = new java.util.zip.Inflater(true);
  private final java.util.zip.CRC32 crc = new java.util.zip.CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int end;
  private long consumed;
  private long size;
  private boolean inMember;
  private boolean ended;
  private GzipHeader header;
  private long memberStart;

  GzipStream(InputStream coded) {
    this(coded, member -> { });
  }

  /** Decompresses a stream and tells a listener of each member when it has ended. */
  public GzipStream(InputStream coded, Consumer<GzipMember> listener) {
    this.coded = coded;
    this.listener = listener;
  }

  /** Returns the header of the first member. */
  public static GzipHeader header(InputStream coded) throws IOException {
    try {
      return GzipHeader.read(() -> {
        int value = coded.read();
        if (value < 0) {
          throw new java.io.EOFException();
        }
        return value;
      });
    } catch (java.io.EOFException cut) {
      throw new io.github.jdiffscope.bytes.FormatException("gzip header is cut off", cut);
    }
  }

  /** Returns the offset in the coded stream behind the last member; known when all was read. */
  public long end() {
    return memberStart;
  }

  private long consumed() {
    return consumed - (end - position);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (!ended) {
        if (!inMember && !startMember()) {
          ended = true;
          break;
        }
        int count = inflate(target, offset, length);
        if (count > 0) {
          crc.update(target, offset, count);
          size += count;
          return count;
        }
      }
      return -1;
    } catch (java.util.zip.DataFormatException damaged) {
      throw new IOException(damaged.getMessage(), damaged);
    }
  }

  private int inflate(byte[] target, int offset, int length)
      throws IOException, java.util.zip.DataFormatException {
    while (true) {
      int count = inflater.inflate(target, offset, length);
      if (count > 0) {
        return count;
      }
      if (inflater.finished()) {
        position = end - inflater.getRemaining();
        finishMember();
        return 0;
      }
      if (inflater.needsDictionary()) {
        throw new IOException("a preset dictionary is needed");
      }
      position = end;
      if (!fill()) {
        throw new java.io.EOFException();
      }
      inflater.setInput(buffer, position, end - position);
    }
  }

  private boolean startMember() throws IOException {
    boolean first = memberStart == 0 && header == null;
    memberStart = consumed();
    if (position == end && !fill()) {
      if (first) {
        throw new java.io.EOFException();
      }
      return false;
    }
    if (!first && !looksLikeMember()) {
      return false;
    }
    header = GzipHeader.read(this::next);
    inflater.reset();
    inflater.setInput(buffer, position, end - position);
    crc.reset();
    size = 0;
    inMember = true;
    return true;
  }

  /** Returns whether another member follows; else what follows is foreign data. */
  private boolean looksLikeMember() throws IOException {
    if (end - position < 3) {
      System.arraycopy(buffer, position, buffer, 0, end - position);
      end -= position;
      position = 0;
      int got = coded.readNBytes(buffer, end, buffer.length - end);
      consumed += got;
      end += got;
    }
    return end - position >= 3 && (buffer[position] & 0xFF) == 0x1F && (buffer[position + 1] & 0xFF) == 0x8B
        && buffer[position + 2] == 8;
  }

  private void finishMember() throws IOException {
    inMember = false;
    int sum = next() | next() << 8 | next() << 16 | next() << 24;
    int length = next() | next() << 8 | next() << 16 | next() << 24;
    listener.accept(new GzipMember(header, memberStart, consumed(), size));
    if (sum != (int) crc.getValue()) {
      throw new IOException("CRC-32 of the content does not match");
    }
    if (length != (int) size) {
      throw new IOException("size of the content does not match");
    }
  }

  private int next() throws IOException {
    if (position == end && !fill()) {
      throw new java.io.EOFException();
    }
    return buffer[position++] & 0xFF;
  }

  private boolean fill() throws IOException {
    position = 0;
    end = Math.max(0, coded.read(buffer, 0, buffer.length));
    consumed += end;
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    coded.close();
  }
}
