package io.github.jdiffscope.bytes;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Names as text that loses nothing: UTF-8, and each byte that is not valid UTF-8 becomes one lone surrogate
 * U+DC80..U+DCFF, as Python's {@code surrogateescape} (PEP 383) does. JSON readers of our reports know this form.
 */
public final class FileNames {
  private static final int ESCAPE_BASE = 0xDC00;

  private FileNames() {}

  /** Returns the text for raw name bytes; {@link #bytes} undoes it exactly. */
  public static String decode(byte[] name) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(name.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE_BASE + (in.get() & 0xFF)));
      }
      decoder.reset();
    }
  }

  /** Returns the raw bytes of a name made by {@link #decode}. */
  public static byte[] bytes(String name) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    CharBuffer in = CharBuffer.wrap(name);
    ByteBuffer out = ByteBuffer.allocate(name.length() * 3);
    while (true) {
      CoderResult result = encoder.encode(in, out, true);
      if (result.isUnderflow()) {
        return Arrays.copyOf(out.array(), out.position());
      }
      for (int i = 0; i < result.length(); i++) {
        char c = in.get();
        out.put(isEscapedByte(c) ? (byte) (c - ESCAPE_BASE) : (byte) '?');
      }
      encoder.reset();
    }
  }

  /** Returns whether the character stands for a byte that is not valid UTF-8. */
  public static boolean isEscapedByte(char c) {
    return c >= 0xDC80 && c <= 0xDCFF;
  }

  /** Returns the name of a path; the platform's decoding is bypassed where it would lose bytes. */
  public static String of(Path path) {
    String plain = path.toString();
    if (isAscii(plain)) {
      return plain;
    }
    return relativeOrAbsolute(path);
  }

  private static String relativeOrAbsolute(Path path) {
    if (path.isAbsolute()) {
      return decode(percentDecode(path.toUri().getRawPath(), path.toString().endsWith("/")));
    }
    // A relative path has no URI of its own: resolve its names one by one against the root.
    StringBuilder name = new StringBuilder();
    for (Path part : path) {
      if (name.length() > 0) {
        name.append('/');
      }
      Path absolute = path.getFileSystem().getPath("/").resolve(part);
      name.append(decode(percentDecode(absolute.toUri().getRawPath(), false)).substring(1));
    }
    return name.toString();
  }

  /** Returns the path of a name made by {@link #of}. */
  public static Path toPath(String name) {
    if (isAscii(name)) {
      return Path.of(name);
    }
    byte[] raw = bytes(name.startsWith("/") ? name : "/" + name);
    StringBuilder uri = new StringBuilder("file://");
    for (byte b : raw) {
      int value = b & 0xFF;
      boolean plain = value == '/' || value == '.' || value == '-' || value == '_' || Character.isLetterOrDigit(value)
          && value < 0x80;
      if (plain) {
        uri.append((char) value);
      } else {
        uri.append('%').append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
      }
    }
    Path path = Path.of(URI.create(uri.toString()));
    return name.startsWith("/") ? path : path.getRoot().relativize(path);
  }

  private static byte[] percentDecode(String text, boolean keepSlash) {
    byte[] out = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        out[length++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        out[length++] = (byte) c;
      }
    }
    boolean dropSlash = !keepSlash && length > 1 && out[length - 1] == '/';
    return Arrays.copyOf(out, dropSlash ? length - 1 : length);
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      // '?' is what a platform without UTF-8 shows for a byte it cannot decode.
      if (text.charAt(i) >= 0x80 || text.charAt(i) == '?') {
        return false;
      }
    }
    return true;
  }
}
