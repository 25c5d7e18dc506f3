package io.github.jdiffscope.codec.zip;

import io.github.jdiffscope.bytes.FileNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** Decodes names: UTF-8 where marked or valid, else code page 437, as APPNOTE appendix D says; nothing is lost. */
final class ZipNames {
  /** The upper half of IBM code page 437. */
  private static final String CP437 = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
      + "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";
  private static final int HOST_FAT = 0;
  private static final int HOST_NTFS = 10;
  private static final int HOST_VFAT = 14;

  private ZipNames() {}

  static String decode(byte[] raw, int flags, int madeBy, byte[] extra) {
    if (isAscii(raw)) {
      return new String(raw, StandardCharsets.ISO_8859_1);
    }
    String unicode = unicodePath(raw, ExtraField.parse(extra));
    if (unicode != null) {
      return unicode;
    }
    String utf8 = FileNames.decode(raw);
    int host = madeBy >>> 8;
    boolean dos = host == HOST_FAT || host == HOST_NTFS || host == HOST_VFAT;
    boolean marked = (flags & 1 << 11) != 0;
    return !marked && dos && utf8.chars().anyMatch(c -> FileNames.isEscapedByte((char) c)) ? codePage(raw) : utf8;
  }

  private static boolean isAscii(byte[] raw) {
    for (byte b : raw) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the name of an Info-ZIP Unicode path field (APPNOTE 4.6.9) if it was made for this very name, else null. */
  private static String unicodePath(byte[] raw, List<ExtraField> fields) {
    for (ExtraField field : fields) {
      byte[] content = field.content();
      if (field.id() == ExtraField.UNICODE_PATH && content.length > 5 && content[0] == 1) {
        CRC32 crc = new CRC32();
        crc.update(raw);
        if ((int) crc.getValue() == Bytes.i32(content, 1)) {
          return FileNames.decode(java.util.Arrays.copyOfRange(content, 5, content.length));
        }
      }
    }
    return null;
  }

  private static String codePage(byte[] raw) {
    StringBuilder name = new StringBuilder(raw.length);
    for (byte b : raw) {
      name.append(b >= 0 ? (char) b : CP437.charAt(b & 0x7F));
    }
    return name.toString();
  }
}
