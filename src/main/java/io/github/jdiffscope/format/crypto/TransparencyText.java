package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Signed certificate timestamps (RFC 6962, 3.2 and 3.3) as openssl prints them. */
final class TransparencyText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss.SSS uuuu 'GMT'",
      Locale.ROOT)
      .withZone(ZoneOffset.UTC);
  private static final String[] HASHES = {"none", "md5", "sha1", "sha224", "sha256", "sha384", "sha512"};
  private static final String[] SIGNATURES = {"anonymous", "rsa", "dsa", "ecdsa"};
  private static final long LARGEST_TIME = 1L << 47;

  private TransparencyText() {}

  static void append(StringBuilder out, String indent, byte[] list) throws IOException {
    BinaryReader in = new BinaryReader(Blob.of(list), ByteOrder.BIG_ENDIAN);
    in.u16("size of the list");
    while (in.remaining() > 0) {
      long end = in.u16("size of a timestamp") + in.position();
      out.append(indent).append("Signed Certificate Timestamp:\n");
      int version = in.u8("version");
      out.append(indent).append("    Version   : ").append(version == 0 ? "v1 (0x0)" : "unknown (" + version + ")")
          .append('\n');
      hex(out, indent, "    Log ID    : ", in.bytes(32, "log"), 16);
      long time = in.i64("timestamp");
      out.append(indent).append("    Timestamp : ")
          .append(time >= 0 && time < LARGEST_TIME ? TIME.format(Instant.ofEpochMilli(time))
              : Long.toUnsignedString(time)).append('\n');
      byte[] extensions = in.bytes(in.u16("size of extensions"), "extensions");
      if (extensions.length == 0) {
        out.append(indent).append("    Extensions: none\n");
      } else {
        hex(out, indent, "    Extensions: ", extensions, 16);
      }
      int hash = in.u8("hash");
      int signature = in.u8("signature algorithm");
      out.append(indent).append("    Signature : ").append(name(SIGNATURES, signature)).append("-with-")
          .append(name(HASHES, hash).toUpperCase(Locale.ROOT)).append('\n');
      byte[] value = in.bytes(in.u16("size of the signature"), "signature");
      out.append(indent).append("                ");
      hex(out, indent, "", value, 16);
      in.seek(Math.max(end, in.position()));
    }
  }

  private static String name(String[] names, int number) {
    return number < names.length ? names[number] : Integer.toString(number);
  }

  private static void hex(StringBuilder out, String indent, String name, byte[] bytes, int columns) {
    StringBuilder block = new StringBuilder();
    Secrets.block(block, indent + "                ", bytes, columns);
    String text = block.toString().toUpperCase(Locale.ROOT);
    int skip = Math.min(text.length(), indent.length() + 16);
    out.append(name.isEmpty() ? "" : indent + name).append(text, skip, text.length());
    if (text.isEmpty()) {
      out.append('\n');
    }
  }
}
