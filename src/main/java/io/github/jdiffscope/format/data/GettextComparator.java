package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiled message catalogues, GNU gettext manual, "The Format of GNU MO Files". */
final class GettextComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/gettext", "gettext message catalogue",
      Signature.hex(0, "de120495"), Signature.hex(0, "950412de"));
  private static final int HEADER_SIZE = 28;
  private static final char CONTEXT_END = '\u0004';

  @Override
  public Format format() {
    return FORMAT;
  }

  /** Where the tables lie. */
  private record Header(ByteOrder order, long revision, long count, long originals, long translations, long hashSize,
      long hashOffset) {}

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Header header = header(blob);
    sections.add(Section.text("msgunfmt --no-wrap {}", messages(blob, header)));
    sections.add(Section.text("header", "byte order: " + header.order + "\nrevision: " + (header.revision >>> 16) + "."
        + (header.revision & 0xFFFF) + "\nmessages: " + header.count + "\noriginals at: " + header.originals
        + "\ntranslations at: " + header.translations + "\nhash table: " + header.hashSize + " entries at "
        + header.hashOffset + "\n").atLevel(1));
  }

  private static Header header(Blob blob) throws IOException {
    ByteOrder order = blob.bytes(0, 4)[0] == (byte) 0xDE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    BinaryReader reader = new BinaryReader(blob, order).seek(4);
    Header header = new Header(order, reader.u32("revision"), reader.u32("message count"),
        reader.u32("originals offset"), reader.u32("translations offset"), reader.u32("hash table size"),
        reader.u32("hash table offset"));
    if (header.revision >>> 16 > 1) {
      throw FormatException.at(4, "revision " + header.revision + " is not known");
    }
    if (header.count > (blob.size() - HEADER_SIZE) / 16) {
      throw FormatException.at(8, "message count " + header.count + " does not fit into the file");
    }
    return header;
  }

  private static StringBuilder messages(Blob blob, Header header) throws IOException {
    BinaryReader table = new BinaryReader(blob, header.order);
    BinaryReader strings = new BinaryReader(blob, header.order);
    Charset charset = StandardCharsets.UTF_8;
    StringBuilder out = new StringBuilder();
    // Strings share no bytes; more than the file holds means that a table lies.
    long left = blob.size() * 2;
    for (long i = 0; i < header.count; i++) {
      byte[] original = string(table, strings, header.originals + 8 * i);
      byte[] translation = string(table, strings, header.translations + 8 * i);
      left -= original.length + translation.length;
      if (left < 0) {
        throw FormatException.at(header.originals + 8 * i, "strings overlap");
      }
      if (original.length == 0) {
        charset = charset(translation);
      }
      out.append(i == 0 ? "" : "\n");
      message(new String(original, charset), new String(translation, charset), out);
    }
    return out;
  }

  private static byte[] string(BinaryReader table, BinaryReader strings, long entry) throws IOException {
    table.seek(entry);
    long length = table.u32("string length");
    long offset = table.u32("string offset");
    if (offset + length > table.size()) {
      throw FormatException.at(entry, "string at " + offset + " of " + length + " bytes is not in the file");
    }
    return strings.seek(offset).bytes((int) length, "string");
  }

  private static Charset charset(byte[] header) {
    Matcher matcher = Pattern.compile("charset=([A-Za-z0-9._-]+)").matcher(
        new String(header, StandardCharsets.ISO_8859_1));
    return matcher.find() && Charset.isSupported(matcher.group(1)) ? Charset.forName(matcher.group(1))
        : StandardCharsets.UTF_8;
  }

  private static void message(String original, String translation, StringBuilder out) {
    int context = original.indexOf(CONTEXT_END);
    if (context >= 0) {
      quoted("msgctxt", original.substring(0, context), out);
    }
    String[] ids = original.substring(context + 1).split("\0", 2);
    quoted("msgid", ids[0], out);
    if (ids.length == 1) {
      quoted("msgstr", translation, out);
      return;
    }
    quoted("msgid_plural", ids[1], out);
    String[] forms = translation.split("\0", -1);
    for (int i = 0; i < forms.length; i++) {
      quoted("msgstr[" + i + "]", forms[i], out);
    }
  }

  /** Writes a string as a catalogue source has it: a line of text a line. */
  private static void quoted(String keyword, String text, StringBuilder out) {
    out.append(keyword);
    int inner = text.indexOf('\n');
    if (inner < 0 || inner == text.length() - 1) {
      out.append(" \"").append(escape(text)).append("\"\n");
      return;
    }
    out.append(" \"\"\n");
    for (int start = 0; start < text.length();) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end + 1;
      out.append('"').append(escape(text.substring(start, end))).append("\"\n");
      start = end;
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        .replace("\r", "\\r");
  }
}
