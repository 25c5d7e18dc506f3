package io.github.jdiffscope.codec.xml;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of an XML text, found as XML 1.0, appendix F says: byte order mark, then pattern of the first bytes,
 * then declaration.
 *
 * @param charset how to decode it
 * @param unknown name of a declared encoding this Java does not know, else null
 */
public record XmlEncoding(Charset charset, String unknown) {

  /** Returns the encoding of the text that starts with these bytes. */
  public static XmlEncoding of(byte[] head) {
    Charset fixed = byFirstBytes(head);
    if (fixed != null) {
      return new XmlEncoding(fixed, null);
    }
    String start = new String(head, 0, Math.min(head.length, 256), StandardCharsets.ISO_8859_1);
    // Made here, not once for all: most texts never get this far.
    Matcher declared = Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']").matcher(start);
    if (!declared.find()) {
      return new XmlEncoding(StandardCharsets.UTF_8, null);
    }
    try {
      Charset charset = Charset.forName(declared.group(1));
      // An eight-bit declaration was just read byte by byte, so a wide encoding cannot be true.
      boolean wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
      return new XmlEncoding(wide ? StandardCharsets.UTF_8 : charset, null);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return new XmlEncoding(StandardCharsets.ISO_8859_1, declared.group(1));
    }
  }

  private static Charset byFirstBytes(byte[] head) {
    if (starts(head, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    } else if (starts(head, 0xFE, 0xFF) || starts(head, 0, '<', 0, '?')) {
      return StandardCharsets.UTF_16BE;
    } else if (starts(head, 0xFF, 0xFE) || starts(head, '<', 0, '?', 0)) {
      return StandardCharsets.UTF_16LE;
    }
    return null;
  }

  private static boolean starts(byte[] head, int... bytes) {
    byte[] wanted = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      wanted[i] = (byte) bytes[i];
    }
    return head.length >= wanted.length && Arrays.equals(head, 0, wanted.length, wanted, 0, wanted.length);
  }
}
