package io.github.jdiffscope.sniff;

import io.github.jdiffscope.bytes.Blob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What recognition may look at: the head of the bytes, their size, the name, and what they were found in. */
public final class Probe {
  /** Bytes that are read ahead for every rule. */
  public static final int HEAD_SIZE = 4096;

  private final Blob blob;
  private final byte[] head;
  private final String name;
  private final String parentFormat;
  private String lowerCaseFileName;
  private Boolean text;

  /**
   * @param name the artifact's name or path, decoded
   * @param parentFormat id of the container's format, or empty
   */
  public Probe(Blob blob, String name, String parentFormat) throws IOException {
    this.blob = blob;
    this.head = blob.head(HEAD_SIZE);
    this.name = name;
    this.parentFormat = parentFormat;
  }

  /** Returns the first bytes, at most {@link #HEAD_SIZE}; not to be changed. */
  public byte[] head() {
    return head;
  }

  public long size() {
    return blob.size();
  }

  /** Returns all the bytes, for rules that look past the head. */
  public Blob blob() {
    return blob;
  }

  /** Returns the whole name, with folders. */
  public String name() {
    return name;
  }

  /** Returns the last part of the name. */
  public String fileName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Returns the same in lower case. */
  String lowerCaseFileName() {
    if (lowerCaseFileName == null) {
      lowerCaseFileName = fileName().toLowerCase(Locale.ROOT);
    }
    return lowerCaseFileName;
  }

  public String parentFormat() {
    return parentFormat;
  }

  /** Returns whether {@code magic} stands at {@code offset}, wherever that is. */
  public boolean has(long offset, byte[] magic) {
    if (offset < 0) {
      return false;
    }
    if (offset + magic.length <= head.length) {
      int start = (int) offset;
      return Arrays.equals(head, start, start + magic.length, magic, 0, magic.length);
    }
    if (offset > size() - magic.length) {
      return false;
    }
    try {
      return Arrays.equals(blob.bytes(offset, magic.length), magic);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Returns whether the text {@code magic} stands at {@code offset}. */
  public boolean has(long offset, String magic) {
    return has(offset, magic.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns the unsigned byte at an offset of the head, or -1 past it. */
  public int u8(int offset) {
    return offset < head.length ? head[offset] & 0xFF : -1;
  }

  /** Returns the big-endian 32-bit value at an offset of the head, or -1 past it. */
  public long u32be(int offset) {
    return offset + 4 > head.length ? -1
        : (long) u8(offset) << 24 | u8(offset + 1) << 16 | u8(offset + 2) << 8 | u8(offset + 3);
  }

  /** Returns the little-endian 32-bit value at an offset of the head, or -1 past it. */
  public long u32le(int offset) {
    return offset + 4 > head.length ? -1
        : (long) u8(offset + 3) << 24 | u8(offset + 2) << 16 | u8(offset + 1) << 8 | u8(offset);
  }

  /** Returns whether the head looks like text in some encoding: no NUL outside UTF-16, few control characters. */
  public boolean looksLikeText() {
    if (text == null) {
      text = TextCheck.isText(head, size() > head.length);
    }
    return text;
  }

  /** Returns the head as text without a byte order mark, for rules about the first words of a text. */
  public String headText() {
    return TextCheck.decode(head);
  }
}
